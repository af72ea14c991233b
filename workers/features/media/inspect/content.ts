/** What a file is, by the bytes it begins with. */
import { fileTypeFromBuffer } from "file-type";
import type { MediaKind } from "../../../../contract/media.ts";
import { latin1, startsWith } from "./bytes.ts";
import { isText, textOf } from "./text.ts";

/** Bytes at the beginning that tell; fewer may do. */
export const headBytes = 4096;

export type Content =
  | { is: "accepted"; kind: MediaKind; type: string }
  | { is: "executable"; type: string }
  /** Known, but nothing that is shown or kept here. */
  | { is: "other"; type: string }
  | { is: "unknown" };

/** Types as `file-type` calls them, and as they are called here: registered ones, where there are. */
const images: Record<string, string> = {
  "image/jpeg": "image/jpeg",
  "image/png": "image/png",
  "image/apng": "image/png",
  "image/gif": "image/gif",
  "image/webp": "image/webp",
  "image/avif": "image/avif",
  "image/heic": "image/heic",
  "image/heic-sequence": "image/heic",
  "image/heif": "image/heif",
  "image/heif-sequence": "image/heif",
};

const videos: Record<string, string> = {
  "video/mp4": "video/mp4",
  "video/x-m4v": "video/mp4",
  "video/quicktime": "video/quicktime",
  "video/webm": "video/webm",
  "video/matroska": "video/matroska",
};

const audios: Record<string, string> = {
  "audio/mpeg": "audio/mpeg",
  "audio/mp4": "audio/mp4",
  "audio/x-m4a": "audio/mp4",
  "audio/aac": "audio/aac",
  "audio/ogg": "audio/ogg",
  "audio/ogg; codecs=opus": "audio/ogg",
  "video/ogg": "audio/ogg",
  "application/ogg": "audio/ogg",
  "audio/wav": "audio/wav",
  "audio/flac": "audio/flac",
};

/** Kept as downloads. What a ZIP archive holds is looked at later. */
const downloads: Record<string, string> = {
  "application/zip": "application/zip",
  "application/x-tar": "application/x-tar",
  "application/gzip": "application/gzip",
  "application/x-bzip2": "application/x-bzip2",
  "application/x-xz": "application/x-xz",
  "application/zstd": "application/zstd",
  "application/x-7z-compressed": "application/x-7z-compressed",
  "application/x-rar-compressed": "application/vnd.rar",
  "application/x-cfb": "application/x-cfb",
  "application/x-mobipocket-ebook": "application/x-mobipocket-ebook",
};

const executables = new Set([
  "application/x-msdownload",
  "application/x-elf",
  "application/x-mach-binary",
  "application/java-vm",
  "application/wasm",
  "application/x-shockwave-flash",
  "application/x-google-chrome-extension",
  "application/x-deb",
  "application/x-rpm",
  "application/x-unix-archive",
  "application/x-apple-diskimage",
  "application/x-iso9660-image",
  "application/x-ms-shortcut",
  "application/x-ft-apple.alias",
  "application/x-ft-windows-registry-hive",
  "application/vnd.ms-htmlhelp",
  "application/vnd.ms-cab-compressed",
  "application/x-asar",
  "application/x-nintendo-nes-rom",
]);

/** Text comes first: words may begin with the two letters that mark a program. */
export async function contentOf(head: Uint8Array): Promise<Content> {
  if (isText(head)) return textOf(head);
  if (isZip(head)) return { is: "accepted", kind: "file", type: "application/zip" };
  // Behind tags may be any audio; most often it is this one. What it is, is for the demuxer to say.
  if (startsWith(head, "ID3")) return { is: "accepted", kind: "audio", type: "audio/mpeg" };
  if (startsWith(head, "%PDF-")) return { is: "accepted", kind: "file", type: "application/pdf" };
  const sniffed = await fileTypeFromBuffer(head);
  return sniffed === undefined ? { is: "unknown" } : contentOfType(sniffed.mime);
}

function contentOfType(sniffed: string): Content {
  const image = images[sniffed];
  if (image !== undefined) return { is: "accepted", kind: "image", type: image };
  const video = videos[sniffed];
  if (video !== undefined) return { is: "accepted", kind: "video", type: video };
  const audio = audios[sniffed];
  if (audio !== undefined) return { is: "accepted", kind: "audio", type: audio };
  const download = downloads[sniffed];
  if (download !== undefined) return { is: "accepted", kind: "file", type: download };
  return { is: executables.has(sniffed) ? "executable" : "other", type: sniffed };
}

/** A first entry, or none at all (APPNOTE 4.3.7, 4.3.16). */
function isZip(head: Uint8Array): boolean {
  const signature = latin1(head, 0, 4);
  return signature === "PK\x03\x04" || signature === "PK\x05\x06";
}
