/** Looks at a file: what it is by its content, whether it is whole, how large, and what of it is kept. */
import type { MediaKind } from "../../../../contract/media.ts";
import { latin1 } from "./bytes.ts";
import { contentOf, headBytes, type Content } from "./content.ts";
import { saysSvg, type Declared } from "./declared.ts";
import { walkDocument } from "./documents.ts";
import { walkGif } from "./gif.ts";
import { walkHeif } from "./heif.ts";
import { walkJpeg } from "./jpeg.ts";
import type { Walked } from "./picture.ts";
import { untouched } from "./pieces.ts";
import { walkPng } from "./png.ts";
import { Reader } from "./reader.ts";
import { damaged, Refused } from "./refused.ts";
import { walkSvg } from "./svg.ts";
import type { Accepted, ByteSource, Inspection, Refusal } from "./types.ts";
import { checkContent, checkFamily } from "./verdict.ts";
import { walkWebp } from "./webp.ts";

export { kindOfDeclared, type Declared } from "./declared.ts";
export { headBytes } from "./content.ts";

/** What may be told from the first bytes: what it seems to be (or null, for nothing), or that it will be refused for certain. */
export type HeadVerdict = { ok: true; kind: MediaKind | null; type: string | null } | { ok: false; refusal: Refusal };

type Picture = (reader: Reader) => Promise<Walked>;

const pictures: Record<string, Picture> = {
  "image/jpeg": walkJpeg,
  "image/png": walkPng,
  "image/gif": walkGif,
  "image/webp": walkWebp,
  "image/svg+xml": walkSvg,
  "image/avif": walkHeif,
  "image/heic": walkHeif,
  "image/heif": walkHeif,
};

/** Browsers besides Safari show none of these, and the codec is not everywhere. */
const needMaster = new Set(["image/heic", "image/heif"]);

/** Looks at the whole file with ranged reads. Throws only what the source throws. */
export async function inspect(source: ByteSource, declared: Declared): Promise<Inspection> {
  return refusing(async () => ({ ok: true, file: await walk(source, declared) }));
}

/**
 * Looks at the first bytes while the others still come (`headBytes` of them, or fewer): refuses only what is certain. A few letters that
 * look like text may begin anything.
 */
export async function sniffHead(head: Uint8Array, declared: Declared): Promise<HeadVerdict> {
  return refusing(async () => {
    const content = await seenAs(head, declared);
    const isShort = head.length < Math.min(headBytes, declared.size);
    if (isShort && content.is === "accepted" && content.type === "text/plain")
      return { ok: true, kind: null, type: null };
    checkContent(content, declared);
    return content.is === "accepted"
      ? { ok: true, kind: content.kind, type: content.type }
      : { ok: true, kind: null, type: null };
  });
}

async function refusing<Answer>(look: () => Promise<Answer>): Promise<Answer | { ok: false; refusal: Refusal }> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, refusal: { reason: error.reason, detail: error.message } };
  }
}

async function walk(source: ByteSource, declared: Declared): Promise<Accepted> {
  if (source.size !== declared.size) throw new Refused("size_mismatch", "The file has another size than was declared.");
  if (source.size === 0) throw damaged("The file is empty.");
  const reader = new Reader(source);
  const content = await seenAs(await reader.upTo(0, headBytes), declared);
  checkContent(content, declared);
  if (content.is !== "accepted") throw new Refused("type_not_accepted", "Files of this kind are not accepted.");

  const { kind, type } = content;
  if (kind === "image") return walkPicture(reader, type);
  if (kind === "file") return walkFile(reader, type);
  // Its demuxer is a fifth of the Worker, and few requests bring video or sound: it is not part of every start.
  const { walkTimed } = await import("./timed.ts");
  const timed = await walkTimed(source, type);
  checkFamily(timed.kind, declared);
  return timed;
}

/** A long comment may stand before the root of an SVG, or another encoding hide it: then its word is taken until it is parsed. */
async function seenAs(head: Uint8Array, declared: Declared): Promise<Content> {
  const content = await contentOf(head);
  const undecided = content.is !== "unknown" && ["text/plain", "application/xml"].includes(content.type);
  const maybeSvg = undecided && saysSvg(declared) && /^\W{0,4}\s*</.test(latin1(head.subarray(0, 64)));
  return maybeSvg ? { is: "accepted", kind: "image", type: "image/svg+xml" } : content;
}

async function walkPicture(reader: Reader, type: string): Promise<Accepted> {
  const walkContainer = pictures[type];
  if (walkContainer === undefined)
    throw new Refused("type_not_accepted", `Pictures of this kind (${type}) are not accepted.`);
  const walked = await walkContainer(reader);
  return { kind: "image", duration: null, needsMaster: needMaster.has(walked.type), ...walked };
}

async function walkFile(reader: Reader, type: string): Promise<Accepted> {
  const pieces = untouched(reader.size);
  return {
    kind: "file",
    type: await walkDocument(reader, type),
    pieces,
    width: null,
    height: null,
    duration: null,
    needsMaster: false,
  };
}
