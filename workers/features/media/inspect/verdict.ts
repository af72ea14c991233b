/** Whether content may be what it was declared to be. */
import type { MediaKind } from "../../../../contract/media.ts";
import type { Content } from "./content.ts";
import { isSpecific, kindOfDeclared, type Declared } from "./declared.ts";
import { Refused } from "./refused.ts";

/** Refuses what is never accepted, and content of another family than declared: within a family, the content is simply believed. */
export function checkContent(content: Content, declared: Declared): void {
  const kind = kindOfDeclared(declared.type, declared.filename);
  if (kind === null || content.is === "executable")
    throw new Refused("type_not_accepted", "Programs, scripts and installers are not accepted.");
  if (content.is === "other")
    throw new Refused("type_not_accepted", `Files of this kind (${content.type}) are not accepted.`);
  if (content.is === "accepted") checkFamily(content.kind, declared);
}

/** Refuses what is declared as something else. */
export function checkFamily(kind: MediaKind, declared: Declared): void {
  const expected = kindOfDeclared(declared.type, declared.filename);
  if (expected === null || !isSpecific(declared) || familyOf(kind) === familyOf(expected)) return;
  throw new Refused("type_mismatch", `This is ${nouns[kind]}, but it was sent as ${nouns[expected]}.`);
}

/** Containers of video often hold sound alone, and few programs tell the two apart. */
function familyOf(kind: MediaKind): MediaKind {
  return kind === "audio" ? "video" : kind;
}

const nouns: Record<MediaKind, string> = {
  image: "a picture",
  video: "a video",
  audio: "an audio file",
  file: "a document or an archive",
};
