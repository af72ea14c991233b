/** Names of objects in the bucket. Nothing else makes keys, so that what is there can be found and freed by its prefix. */

/** Asked for by the health check; it need not exist, only the bucket has to answer. */
export const healthKey = "health/probe";

/** Everything that the archive of a room has. */
export function roomArchivePrefix(conversationId: string): string {
  return `rooms/${conversationId}/`;
}

/** Digits of the largest seq, so that keys sort as seqs do. */
const seqDigits = 16;

/** A segment of a room's archive, by the first seq in it. */
export function roomSegmentKey(conversationId: string, firstSeq: number): string {
  return `${roomArchivePrefix(conversationId)}${String(firstSeq).padStart(seqDigits, "0")}.json.gz`;
}

/** Where all bytes arrive: what is still here after days was given up (see lifecycle.ts). */
export const stagingPrefix = "uploads/";

/** Where the bytes of a media arrive; they are moved from here once they were looked at. Nothing here is ever served. */
export function stagingKey(mediaId: string): string {
  return `${stagingPrefix}${mediaId}`;
}

/** Everything that a media has. */
export function mediaPrefix(mediaId: string): string {
  return `media/${mediaId}/`;
}

/** The original as it is served: looked at, and without its metadata. */
export function originalKey(mediaId: string): string {
  return `${mediaPrefix(mediaId)}original`;
}

/** A picture in a format that variants can be made of, where the original is in none (HEIC). */
export function masterKey(mediaId: string): string {
  return `${mediaPrefix(mediaId)}master`;
}

/** The picture that a video's poster is made of. */
export function posterKey(mediaId: string): string {
  return `${mediaPrefix(mediaId)}poster`;
}

/** Captions of a video in a language (BCP 47), WebVTT. */
export function captionsKey(mediaId: string, language: string): string {
  return `${mediaPrefix(mediaId)}captions/${language}.vtt`;
}

/** All variants of a media. */
export function variantsPrefix(mediaId: string): string {
  return `${mediaPrefix(mediaId)}variants/`;
}

/** A variant in one format (`webp`, `avif`, `jpeg`, `png`). */
export function variantKey(mediaId: string, variant: string, format: string): string {
  return `${variantsPrefix(mediaId)}${variant}.${format}`;
}
