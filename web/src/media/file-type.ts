/** What a file is taken for before anybody has looked into it. The server looks, and decides. */
import type { MediaKind } from "../../../contract/media.ts";

/** Types of names that browsers and systems often know nothing of. */
const byExtension: Record<string, string> = {
  avif: "image/avif",
  heic: "image/heic",
  heif: "image/heif",
  mkv: "video/x-matroska",
  mov: "video/quicktime",
  mp4: "video/mp4",
  m4v: "video/mp4",
  webm: "video/webm",
  m4a: "audio/mp4",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  opus: "audio/ogg",
  flac: "audio/flac",
  md: "text/markdown",
  vtt: "text/vtt",
};

const wellFormed = /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/;

/** The media type of a file, by what the browser says, else by its name. */
export function typeOf({ name, type }: Pick<File, "name" | "type">): string {
  if (wellFormed.test(type)) return type;
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return byExtension[extension] ?? "application/octet-stream";
}

export function kindOf(file: Pick<File, "name" | "type">): MediaKind {
  const [group] = typeOf(file).split("/");
  return group === "image" || group === "video" || group === "audio" ? group : "file";
}

/** Whether a file is among what `accept` names, in the form of the attribute of a file input: `image/*,.vtt`. */
export function isAccepted(file: Pick<File, "name" | "type">, accept: string | undefined): boolean {
  if (accept === undefined) return true;
  const type = typeOf(file).split(";")[0]?.trim().toLowerCase() ?? "";
  return accept.split(",").some((entry) => {
    const wanted = entry.trim().toLowerCase();
    if (wanted.startsWith(".")) return file.name.toLowerCase().endsWith(wanted);
    return wanted.endsWith("/*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
  });
}
