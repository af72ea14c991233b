/** Bringing in what was said elsewhere: in bulk, with its own times, without waking anybody. */
import type { RoomStorage } from "./storage.ts";
import type { Record, Turn } from "./turn.ts";
import type { Imported } from "./types.ts";

/** Stores items in their order; those whose ids are known are passed over. Whoever had read everything has read these, too. */
export function bring(
  storage: RoomStorage,
  record: Record,
  items: readonly Imported[],
): { accepted: number; repeated: number } {
  if (storage.room === null) return { accepted: 0, repeated: 0 };
  return record((turn) => {
    const head = turn.room.seq;
    const hadMessages = turn.room.messages > 0;
    let newest = hadMessages ? turn.room.lastAt : 0;
    let accepted = 0;
    for (const item of items) {
      if (storage.entries.find(item.id) !== null) continue;
      accepted += 1;
      if (item.t === "message") {
        bringMessage(storage, turn, item);
        newest = Math.max(newest, item.createdAt);
      } else bringMember(turn, item);
    }
    if (accepted > 0) {
      storage.members.moveCursors(head, { seq: turn.room.seq, ordinal: turn.room.messages });
      if (newest > 0) turn.room.lastAt = newest;
      turn.touchRow();
      turn.touchAll();
    }
    return { accepted, repeated: items.length - accepted };
  });
}

function bringMessage(storage: RoomStorage, turn: Turn, item: Extract<Imported, { t: "message" }>): void {
  const { id, sender, content, createdAt, replyToId } = item;
  const replyTo = replyToId === undefined ? null : (storage.entries.find(replyToId)?.seq ?? null);
  turn.enter({ kind: "message", id, actorId: sender.id, content, replyTo, createdAt, brought: true });
}

/** A coming or going of the record. It says nothing of who is in the room now: those are there from its opening. */
function bringMember(turn: Turn, item: Exclude<Imported, { t: "message" }>): void {
  const { t, id, person, createdAt } = item;
  const content = JSON.stringify(t === "left" ? { reason: "left" } : {});
  turn.enter({ kind: t, id, actorId: person.id, personId: person.id, content, createdAt, brought: true });
}
