/** How a browser takes bytes that somebody sent: shown in place or kept as a file, as which type and under which name. */
import { create } from "content-disposition";
import { savedName } from "./filename.ts";

const shownPictures = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "image/heic",
  "image/heif",
  "image/svg+xml",
]);

/** What is text to a person: browsers are told so, that they neither guess nor run it. */
const isText = (type: string) =>
  type.startsWith("text/") || /^application\/(.+\+)?(xml|json|javascript|ecmascript|yaml|toml|sql|x-sh)$/.test(type);

/** The type that an original is served as. */
export function servedType(type: string): string {
  return isText(type) ? "text/plain; charset=utf-8" : type;
}

/** Whether a browser may show it in place: pictures, video and audio. */
export function isShownInPlace(type: string): boolean {
  return shownPictures.has(type) || type.startsWith("video/") || type.startsWith("audio/");
}

/** `Content-Disposition` of a file (RFC 6266), whatever characters its name has. */
export function disposition(filename: string, type: string, download: boolean): string {
  return create(savedName(filename, type), { type: download || !isShownInPlace(type) ? "attachment" : "inline" });
}
