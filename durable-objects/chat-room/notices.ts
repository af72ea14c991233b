/** Whom to notify of what: members who were not looking, each of the newest message that concerns them. */
import type { EntryRow } from "./entry-storage.ts";
import type { RoomStorage } from "./storage.ts";

/** People to be notified of a message; `at` is when it was written. */
export interface Notice {
  seq: number;
  at: number;
  userIds: string[];
}

/** Notices for messages since the last ones. In a large room only those hear of a message who are named in it. */
export function dueNotices(storage: RoomStorage, isHere: (userId: string) => boolean): Notice[] {
  const { room, entries, members, hides, isLarge } = storage;
  if (room === null || room.notifiedSeq >= room.seq) return [];
  const fresh = entries.freshAfter(room.notifiedSeq);
  if (fresh.length === 0) return [];
  const named = new Map(fresh.map((message) => [message.seq, mentionsOf(message)]));
  const candidates = isLarge
    ? [...new Set([...named.values()].flat())].flatMap((userId) => members.get(userId) ?? [])
    : members.all();
  const bySeq = new Map<number, Notice>();
  for (const { userId, state, muted } of candidates) {
    if (state !== "member" || muted || isHere(userId)) continue;
    const newest = fresh.find(
      ({ actorId, seq }) =>
        actorId !== userId && !hides.between(userId, actorId) && (!isLarge || named.get(seq)?.includes(userId)),
    );
    if (newest === undefined) continue;
    const notice = bySeq.get(newest.seq) ?? { seq: newest.seq, at: newest.createdAt, userIds: [] };
    notice.userIds.push(userId);
    bySeq.set(newest.seq, notice);
  }
  return [...bySeq.values()];
}

function mentionsOf({ mentions }: EntryRow): string[] {
  return mentions === null ? [] : (JSON.parse(mentions) as string[]);
}
