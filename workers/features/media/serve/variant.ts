/** Serving a variant: from the caches, from the bucket, or made now. */
import type { Variant } from "../../../../contract/media.ts";
import { variantKey } from "../../../../r2/keys.ts";
import { variantsOf } from "../../../../r2/media-view.ts";
import { overloaded } from "../../../http/error.ts";
import type { Scope } from "../../../scope.ts";
import {
  makeVariant,
  mayMove,
  type Picture,
  type PictureFormat,
  pictureType,
  pixelsOf,
  sourceKey,
} from "../variants.ts";
import type { VisibleMedia } from "../visible.ts";
import { acceptsWebp, choosePicture, type PictureChoice } from "./accept.ts";
import { answerOriginal, missing } from "./actions.ts";
import { answerWith } from "./answer.ts";
import { cachedPicture, keepPicture } from "./cache.ts";
import { disposition } from "./disposition.ts";
import { Failures } from "./failures.ts";
import { derivedName } from "./filename.ts";
import { bytesHeaders } from "./headers.ts";
import { cacheControl, isOpen, nothingHere, readBeside, type Reading } from "./reading.ts";
import { discard, openStored, type Stored, wantedBy } from "./stored.ts";
import { Turns } from "./turns.ts";

/** Milliseconds after which work was dropped: what goes on after an answer, or without a client, is ended within half a minute. */
const lease = 35_000;
/** Pictures that an isolate makes at once: each holds its result, and the binding does the work. */
const turns = new Turns({ atOnce: 4, waiting: 60, patience: 20_000, lease });
/** Pictures that are made beside answers: one at a time, and few that wait, since the next reader asks again. */
const turnsBeside = new Turns({ atOnce: 1, waiting: 20, patience: 20_000, lease });
/** Seconds to come back after, where too many wait. */
const retrySeconds = 5;
const failures = new Failures();
/** Pixels of an AVIF that is made in a moment. */
const quickPixels = 400 * 400;
/** Seconds that caches keep what stands in for a better picture that is being made. */
const meanwhileSeconds = 60;

interface Call {
  scope: Scope;
  request: Request;
  reading: Reading;
  variant: Variant;
}

/** A variant in the format that the client takes. */
export async function serveVariant(call: Call): Promise<Response> {
  const { scope, request, reading, variant } = call;
  const accept = request.headers.get("Accept") ?? undefined;
  // Most pictures are in the format that most clients take: it is looked up before the row is there to tell.
  const likely: Picture = { variant, format: formatOf(choosePicture(accept), "image/jpeg"), moves: false };
  const { visible, opened } = await readBeside(scope, reading, openLikely(call, likely), discard);
  if (!variantsOf(visible.row).includes(variant)) {
    await opened?.body?.cancel();
    throw nothingHere();
  }
  if (opened) return answerPicture(call, visible, likely, opened);
  if (visible.row.type === "image/svg+xml") return answerItself(call, visible);
  return answerColdly(call, visible, accept, likely);
}

async function openLikely({ scope, request, reading }: Call, picture: Picture): Promise<Stored | null> {
  const cached = reading.signed === null ? await cachedPicture(scope, request, reading, picture) : null;
  return cached ?? openStored(scope.env.MEDIA, keyOf(reading, picture), wantedBy(request));
}

/** Answers with what was not where it is for most pictures: it moves, it may be transparent, or it was not made yet. */
async function answerColdly(
  call: Call,
  visible: VisibleMedia,
  accept: string | undefined,
  likely: Picture,
): Promise<Response> {
  const { scope, request, reading, variant } = call;
  const { row } = visible;
  const moves = (variant === "feed" || variant === "full") && (await mayMove(scope.env, row));
  // An original that moves is the largest of its variants: what makes them does not keep it moving everywhere.
  if (moves && variant === "full") return answerItself(call, visible);
  const choice = moves ? (acceptsWebp(accept) ? "webp" : "plain") : choosePicture(accept);
  const picture: Picture = { variant, format: formatOf(choice, row.type), moves: moves && choice === "webp" };
  const open = () => openStored(scope.env.MEDIA, keyOf(reading, picture), wantedBy(request));
  const kept = picture.format === likely.format ? null : await open();
  if (kept) return answerPicture(call, visible, picture, kept);
  if (picture.format === "avif" && acceptsWebp(accept) && !isQuicklyMade(row, variant)) {
    scope.defer(makeBeside(call, visible, picture));
    return answerMeanwhile(call, visible);
  }
  const made = await make(call, visible, picture, open);
  return made ? answerPicture(call, visible, picture, made) : answerSource(call, visible);
}

/** AVIF takes many times as long to make as WebP: whoever takes both gets the one now, and the other from the next time on. */
async function answerMeanwhile(call: Call, visible: VisibleMedia): Promise<Response> {
  const { scope, request, reading, variant } = call;
  const picture: Picture = { variant, format: "webp", moves: false };
  const open = () => openStored(scope.env.MEDIA, keyOf(reading, picture), wantedBy(request));
  const stored = (await open()) ?? (await make(call, visible, picture, open));
  if (stored === null) return answerSource(call, visible);
  const cache = isOpen(reading, visible) ? `public, max-age=${meanwhileSeconds}` : "private, no-cache";
  return answerStored(call, visible, stored, { key: keyOf(reading, picture), type: typeOf(picture, stored), cache });
}

/** Makes a picture for later readers, unless there is one by then. */
async function makeBeside({ scope }: Call, { row }: VisibleMedia, picture: Picture): Promise<void> {
  const name = keyOf(row, picture);
  if (failures.has(name)) return;
  await turnsBeside.take(name, hold(scope), async (waited) => {
    if (!waited || (await scope.env.MEDIA.head(name)) === null) await tryMaking(scope, row, picture);
  });
}

/** Whether even AVIF is made before anybody waits for it; where the size is not known, it is not. */
function isQuicklyMade({ width, height }: VisibleMedia["row"], variant: Variant): boolean {
  return width !== null && height !== null && pixelsOf(variant, width, height) <= quickPixels;
}

/** Makes a picture, unless another request has while this one waited; null where it cannot be made. */
async function make(
  { scope }: Call,
  { row }: VisibleMedia,
  picture: Picture,
  open: () => Promise<Stored | null>,
): Promise<Stored | null> {
  const name = keyOf(row, picture);
  if (failures.has(name)) return null;
  const turn = await turns.take(name, hold(scope), async (waited) => {
    const found = waited ? await open() : null;
    return found ?? ((await tryMaking(scope, row, picture)) ? open() : null);
  });
  if (turn === null) throw overloaded(retrySeconds);
  return turn.value;
}

const hold = (scope: Scope) => (ended: Promise<void>) => scope.defer(ended);

async function tryMaking(scope: Scope, row: VisibleMedia["row"], picture: Picture): Promise<boolean> {
  try {
    return await makeVariant(scope.env, row, picture);
  } catch (error) {
    failures.add(keyOf(row, picture));
    scope.log.error("media.variant.failed", error, { mediaId: row.id, type: row.type, ...picture });
    return false;
  }
}

function answerPicture(call: Call, visible: VisibleMedia, picture: Picture, stored: Stored): Promise<Response> {
  const { scope, request, reading } = call;
  const kept = isOpen(reading, visible) ? keepPicture(scope, request, reading, picture, stored) : stored;
  return answerStored(call, visible, kept, {
    key: keyOf(reading, picture),
    type: typeOf(picture, stored),
    cache: cacheControl(reading, visible),
  });
}

/** A picture that is its own variant. */
async function answerItself({ scope, request, reading }: Call, visible: VisibleMedia): Promise<Response> {
  const stored = await openStored(scope.env.MEDIA, sourceKey(visible.row), wantedBy(request));
  const answer = await answerOriginal(scope, request, reading, visible, stored);
  answer.headers.append("Vary", "Accept");
  return answer;
}

/** What a variant would be made of, where it cannot be: for now, so that caches do not keep it. */
async function answerSource(call: Call, visible: VisibleMedia): Promise<Response> {
  const { scope, request } = call;
  const { row } = visible;
  const key = sourceKey(row);
  const stored = await openStored(scope.env.MEDIA, key, wantedBy(request));
  if (stored === null) return missing(scope, row, key);
  const isOriginal = row.kind === "image" && !row.hasMaster;
  const type = isOriginal ? row.type : (stored.type ?? "image/jpeg");
  return answerStored(call, visible, stored, { key, type, cache: "no-cache" });
}

async function answerStored(
  { scope, request, reading }: Call,
  { row }: VisibleMedia,
  stored: Stored,
  { key, type, cache }: { key: string; type: string; cache: string },
): Promise<Response> {
  const headers = bytesHeaders(scope, {
    type,
    disposition: disposition(derivedName(row.filename, type), type, reading.download),
    cacheControl: cache,
  });
  headers.append("Vary", "Accept");
  const answer = await answerWith(request, stored, headers, (wanted) => openStored(scope.env.MEDIA, key, wanted));
  return answer ?? missing(scope, row, key);
}

/** What it was made as, which is not always what was asked for. */
function typeOf({ format }: Picture, { type }: Stored): string {
  return type ?? pictureType(format);
}

function keyOf({ id }: { id: string }, { variant, format }: Picture): string {
  return variantKey(id, variant, format);
}

/** Clients that name no better format get JPEG; PNG where the picture may have transparency. */
function formatOf(choice: PictureChoice, type: string): PictureFormat {
  if (choice !== "plain") return choice;
  return /^image\/(png|webp|gif|avif)$/.test(type) ? "png" : "jpeg";
}
