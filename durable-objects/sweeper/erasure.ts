/** Starts the erasure of accounts whose grace period is over. */
import { sql } from "drizzle-orm";
import { outbox, users } from "../../db/schema.ts";
import type { Outcome, TaskContext } from "./task.ts";

const batch = 100;

/**
 * Puts an `account.erase` effect into the outbox for each account that is due. The row has the account's id, so an
 * account whose erasure is under way, or has failed and is parked, gets no second one. The next outbox run sends it.
 */
export async function startErasures({ db, now }: TaskContext): Promise<Outcome> {
  const started = await db.all(sql`
    INSERT INTO ${outbox} (id, kind, payload, created_at, due_at)
    SELECT ${users.id}, 'account.erase', json_object('userId', ${users.id}), ${now}, ${now} FROM ${users}
    WHERE ${users.eraseAfter} <= ${now} AND NOT EXISTS (SELECT 1 FROM ${outbox} WHERE ${outbox.id} = ${users.id})
    ORDER BY ${users.eraseAfter} LIMIT ${batch}
    RETURNING id`);
  return { handled: started.length, isFull: started.length === batch };
}
