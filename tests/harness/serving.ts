/** Addresses of media in tests: media with all that they are served as, what refers to them, and reading them. */
import { exports as entrypoints } from "cloudflare:workers";
import { type MediaRow, mediaRefs } from "../../db/schema.ts";
import type { MediaRefKind } from "../../db/schema-media.ts";
import { type Reader, signedQuery } from "../../r2/addresses.ts";
import { captionsKey, variantKey } from "../../r2/keys.ts";
import { parseConfig } from "../../workers/env.ts";
import { makeMedia, type MediaOverrides } from "./media.ts";
import { db, env, origin, type Person } from "./people.ts";

/** What a media of `makeServed` has: addresses of all of its bytes. */
export const servedParts = ["", "/avatar", "/thumb", "/feed", "/full", "/captions/en"];

/** A media whose variants were made already, and which has captions, too. */
export async function makeServed(owner: Pick<Person, "id">, overrides: MediaOverrides = {}): Promise<MediaRow> {
  const row = await makeMedia(owner, { type: "image/jpeg", captions: ["en"], ...overrides });
  const text = { httpMetadata: { contentType: "image/jpeg" } };
  await Promise.all([
    env.MEDIA.put(captionsKey(row.id, "en"), "WEBVTT\n"),
    ...["avatar", "thumb", "feed", "full"].map((name) => env.MEDIA.put(variantKey(row.id, name, "jpeg"), name, text)),
  ]);
  return row;
}

/** Says that something shows a media, as whatever shows it does. */
export async function refer(mediaId: string, kind: MediaRefKind, subjectId: string, itemId = ""): Promise<void> {
  await db.insert(mediaRefs).values({ mediaId, kind, subjectId, itemId });
}

/** The signed query that opens a media to a reader; made `now`, or then. */
export function signedFor(media: Pick<MediaRow, "id" | "epoch">, reader: Reader, now = Date.now()): string {
  return signedQuery(parseConfig(env).tokenKeys, media.id, media.epoch, reader, now);
}

export interface Served {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  text: string;
}

/** Reads an address. */
export async function read(
  path: string,
  {
    as,
    headers = {},
    method = "GET",
  }: { as?: Pick<Person, "token"> | null; headers?: Record<string, string>; method?: string } = {},
): Promise<Served> {
  const response = await entrypoints.default.fetch(`${origin}${path}`, {
    method,
    headers: { ...(as && { Authorization: `Bearer ${as.token}` }), ...headers },
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, text: new TextDecoder().decode(bytes) };
}
