/** Names that files are saved under. */
import { displayName } from "../names.ts";

/** What Windows takes no name with. */
const reserved = /[:*?"<>|]/g;

/** Extensions of what is shown in place; the first is added to names that have none of them. */
const extensions: Record<string, readonly string[]> = {
  "image/jpeg": ["jpg", "jpeg", "jfif"],
  "image/png": ["png"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "image/avif": ["avif"],
  "image/heic": ["heic", "heif"],
  "image/heif": ["heif", "heic"],
  "image/svg+xml": ["svg"],
  "video/mp4": ["mp4", "m4v"],
  "video/webm": ["webm"],
  "video/quicktime": ["mov", "qt"],
  "video/matroska": ["mkv"],
  "audio/mpeg": ["mp3"],
  "audio/mp4": ["m4a", "mp4"],
  "audio/aac": ["aac"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "audio/flac": ["flac"],
  "audio/wav": ["wav"],
  "audio/matroska": ["mka", "mkv"],
  "audio/webm": ["weba", "webm"],
  "application/pdf": ["pdf"],
};

/**
 * The name that a file is saved under: that which is shown, with an extension that belongs to its type, so that `photo.jpg.exe` with a
 * picture in it is saved as a picture.
 */
export function savedName(filename: string, type: string): string {
  const name = displayName(filename).replace(reserved, "_");
  const known = extensions[type];
  return !known || known.includes(extensionOf(name)) ? name : `${name}.${known[0]}`;
}

/** The name of a picture that was derived from a file: the file's, with the extension of the format. */
export function derivedName(filename: string, type: string): string {
  const name = displayName(filename);
  const extension = extensionOf(name);
  return savedName(extension === "" ? name : name.slice(0, -extension.length - 1), type);
}

/** What follows the last dot, in lower case; empty without one, and for names that begin with their only dot. */
function extensionOf(name: string): string {
  return /[^.]\.([^.\s]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
