/** Who reads an address, and how long caches may keep what it shows. */
import { type Reader, verifyQuery } from "../../../../r2/addresses.ts";
import { notFound } from "../../../http/error.ts";
import type { Scope } from "../../../scope.ts";
import { type VisibleMedia, visibleMedia } from "../visible.ts";

/** Query of an address. */
export interface AddressQuery {
  v?: string | undefined;
  r?: string | undefined;
  download?: string | undefined;
}

/** An address as it was asked for. */
export interface Reading {
  id: string;
  /** The epoch that it was made for. */
  epoch: number;
  /** Whom its signature names, until when (milliseconds); null without one that holds. */
  signed: { reader: Reader; expires: number } | null;
  download: boolean;
}

/** Epoch of addresses that name none. */
const firstEpoch = 1;

/** Reads an address. A signature that holds says who reads; one that does not, or no longer, is as good as none. */
export function readAddress({ config }: Scope, id: string, { v, r, download }: AddressQuery): Reading {
  const epoch = v === undefined ? firstEpoch : /^\d{1,9}$/.test(v) ? Number(v) : 0;
  const signed = r === undefined ? null : verifyQuery(config.tokenKeys, id, epoch, r, Date.now());
  return { id, epoch, signed, download: download !== undefined };
}

/** The media of an address for who reads it. Throws `not_found`. */
export function readMedia(scope: Scope, { id, signed }: Reading): Promise<VisibleMedia> {
  return visibleMedia(scope, id, signed?.reader);
}

/** Whether caches may keep an answer for everybody: the plain address of the current epoch of what everybody may see. */
export function isOpen({ epoch, signed }: Reading, { row, everybody }: VisibleMedia): boolean {
  return everybody && signed === null && epoch === row.epoch;
}

/** `Cache-Control` of an answer. What may change its readers is asked for again each time. */
export function cacheControl(reading: Reading, visible: VisibleMedia): string {
  if (isOpen(reading, visible)) return "public, max-age=31536000, immutable";
  const { signed, epoch } = reading;
  if (signed === null || epoch !== visible.row.epoch) return "private, no-cache";
  return `private, max-age=${Math.max(0, Math.floor((signed.expires - Date.now()) / 1000))}`;
}

/** Reads beside each other what an address shows and whether it may be shown; nothing that was read leaves before that is known. */
export async function readBeside<Opened>(
  scope: Scope,
  reading: Reading,
  opening: Promise<Opened>,
  discard: (opening: Promise<Opened>) => Promise<void>,
): Promise<{ visible: VisibleMedia; opened: Opened }> {
  const [visible, opened] = await Promise.allSettled([readMedia(scope, reading), opening]);
  if (visible.status === "rejected") {
    scope.defer(discard(opening));
    throw visible.reason;
  }
  if (opened.status === "rejected") throw opened.reason;
  return { visible: visible.value, opened: opened.value };
}

/** Nothing at this address; the same for what is not there and what is not for these eyes. */
export const nothingHere = () => notFound("media");
