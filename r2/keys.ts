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
