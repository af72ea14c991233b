/** Names of files that are safe to save under. */

/** Characters of a saved name; file systems take 255 bytes, which is a quarter of that at worst. */
const maxLength = 120;
const maxExtension = 12;

/** Controls, and marks that turn the direction of what follows, so that a name reads as another one. */
const misleading = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;
/** Separators of paths, and what Windows takes no name with. */
const reserved = /[/\\:*?"<>|]/g;

/** A name without paths, controls and tricks of direction; never empty, and cut so that its extension stays. */
export function cleanName(name: string): string {
  const clean = name
    .toWellFormed()
    .normalize("NFC")
    .replace(misleading, "")
    .replace(reserved, "_")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  return clean === "" ? "file" : shorten(clean);
}

function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= maxLength) return name;
  const extension = extensionOf(name);
  const kept = extension !== null && extension.length <= maxExtension ? `.${extension}` : "";
  return characters.slice(0, maxLength - kept.length).join("") + kept;
}

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
  "video/x-matroska": ["mkv"],
  "audio/mpeg": ["mp3"],
  "audio/mp4": ["m4a", "mp4"],
  "audio/aac": ["aac"],
  "audio/ogg": ["ogg", "oga", "opus"],
  "audio/flac": ["flac"],
  "audio/wav": ["wav"],
  "audio/webm": ["weba", "webm"],
  "application/pdf": ["pdf"],
};

/** The name with an extension that belongs to its type, so that `photo.jpg.exe` with a picture in it is saved as a picture. */
export function withExtension(name: string, type: string): string {
  const known = extensions[type];
  if (!known || known.includes(extensionOf(name) ?? "")) return name;
  return `${name}.${known[0]}`;
}

/** The name of a picture that was derived from a file: its own, with the extension of the format. */
export function derivedName(name: string, type: string): string {
  const extension = extensionOf(name);
  const stem = extension === null ? name : name.slice(0, -extension.length - 1);
  return withExtension(stem, type);
}

function extensionOf(name: string): string | null {
  return /[^.]\.([^.\s]+)$/.exec(name)?.[1]?.toLowerCase() ?? null;
}
