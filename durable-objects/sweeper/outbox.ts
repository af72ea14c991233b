/** Sends effects again whose first message was lost: to a crash, or to a queue that gave up. */
import { and, asc, isNull, lt, lte, or } from "drizzle-orm";
import { outbox } from "../../db/schema.ts";
import { isOneOf } from "../../db/lists.ts";
import type { Outcome, TaskContext } from "./task.ts";

const idsPerMessage = 100;
const messagesPerRun = 10;
/** How long a row that was sent again is left alone, so that a slow queue is not filled with copies. */
const resendAfter = 30_000;

/** Wakes the overdue rows of the outbox: not parked, not held by a consumer. A doubled message is harmless: rows are leased. */
export async function sendOverdue({ db, effects, now }: TaskContext): Promise<Outcome> {
  const batch = idsPerMessage * messagesPerRun;
  const rows = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(isNull(outbox.parkedAt), lte(outbox.dueAt, now), or(isNull(outbox.leaseUntil), lt(outbox.leaseUntil, now))),
    )
    .orderBy(asc(outbox.dueAt))
    .limit(batch);
  if (rows.length === 0) return { handled: 0, isFull: false };
  const ids = rows.map(({ id }) => id);
  await effects.sendBatch(messagesOf(ids));
  // After the send, so that a crash between the two sends twice rather than never. A row that failed meanwhile has a
  // later time of its own, which stands.
  await db
    .update(outbox)
    .set({ dueAt: now + resendAfter })
    .where(and(isOneOf(outbox.id, ids), lte(outbox.dueAt, now)));
  return { handled: ids.length, isFull: ids.length === batch };
}

function messagesOf(ids: readonly string[]): { body: { ids: string[] } }[] {
  return Array.from({ length: Math.ceil(ids.length / idsPerMessage) }, (_, index) => ({
    body: { ids: ids.slice(index * idsPerMessage, (index + 1) * idsPerMessage) },
  }));
}
