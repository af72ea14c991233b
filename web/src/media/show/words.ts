/** Media in words: what they are called, how long they take. */
import type { Attachments } from "../../../../contract/conversations.ts";
import type { Media, MediaKind } from "../../../../contract/media.ts";

const kinds: Record<MediaKind, { one: string; many: string }> = {
  image: { one: "Photo", many: "photos" },
  video: { one: "Video", many: "videos" },
  audio: { one: "Recording", many: "recordings" },
  file: { one: "File", many: "files" },
};

/** `Photo`, `2 photos`, `Video`, `3 attachments`: what a message brings when it says nothing. Empty for nothing. */
export function summaryOf({ kind, count }: Attachments): string {
  if (count === 0) return "";
  if (kind === null) return `${count} attachments`;
  return count === 1 ? kinds[kind].one : `${count} ${kinds[kind].many}`;
}

/** How many there are, and of which kind, as previews of conversations have it. */
export function attachmentsOf(media: readonly Pick<Media, "kind">[]): Attachments {
  const [first] = media;
  const same = first !== undefined && media.every(({ kind }) => kind === first.kind);
  return { kind: same ? first.kind : null, count: media.length };
}

/** What a message is about in a line: its words, or what it brings. */
export function lineOf({ content, media }: { content: string; media: readonly Pick<Media, "kind">[] }): string {
  return content === "" ? summaryOf(attachmentsOf(media)) : content;
}

/** `0:07`, `12:30`, `1:02:03`. */
export function durationWords(seconds: number): string {
  const whole = Math.round(seconds);
  const pad = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}

/** `Photo`, `Photo 2 of 5`, `Video 3 of 5`. */
export function labelOf(views: readonly Media[], position: number): string {
  const kind = views[position]?.kind === "video" ? "Video" : "Photo";
  return views.length === 1 ? kind : `${kind} ${position + 1} of ${views.length}`;
}
