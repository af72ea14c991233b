/** Frees media that nobody needs: never finished, refused, or shown by nothing for a day. */
import { type SQL, sql } from "drizzle-orm";
import { newId } from "../../contract/ids.ts";
import { isOneOf } from "../../db/lists.ts";
import type { Outcome, TaskContext } from "./task.ts";

const batch = 100;
/** How long a media may wait to be finished, or shown, in milliseconds; one that hangs is refused after as long. */
const patience = 86_400_000;

/** Media that nothing refers to any more, or ever did. */
export async function freeUnreferenced(context: TaskContext): Promise<Outcome> {
  return free(context, sql`unreferenced_at`, sql`unreferenced_at < ${context.now - patience}`);
}

/** Uploads that nobody went on with, and what was refused long enough ago for its owner to have seen why. */
export async function freeUnfinished(context: TaskContext): Promise<Outcome> {
  const due = sql`state <> 'ready' AND state <> 'processing' AND updated_at < ${context.now - patience}`;
  return free(context, sql`updated_at`, due);
}

/** Refuses what could not be looked at in all this time. */
export async function refuseHanging({ db, now }: TaskContext): Promise<Outcome> {
  const refused = await db.all(sql`
    UPDATE media SET state = 'refused', reason = 'damaged', detail = 'The file could not be looked at. Send it again.',
      staged_etag = NULL, updated_at = ${now}
    WHERE id IN (SELECT id FROM media
      WHERE state <> 'ready' AND state = 'processing' AND updated_at < ${now - patience} ORDER BY updated_at LIMIT ${batch})
    RETURNING id`);
  return { handled: refused.length, isFull: refused.length === batch };
}

/**
 * Marks the media deleted whose time `since` makes them `due`, and asks for their bytes to be freed, in one transaction. The time is set
 * anew, so that they come up again where freeing them failed for good.
 */
async function free({ db, now }: TaskContext, since: SQL, due: SQL): Promise<Outcome> {
  const found = await db.all<{ id: string }>(sql`SELECT id FROM media WHERE ${due} ORDER BY ${since} LIMIT ${batch}`);
  if (found.length === 0) return { handled: 0, isFull: false };
  const ids = found.map(({ id }) => id);
  // Somebody may have gone on with one of them since.
  const still = sql`${isOneOf(sql`id`, ids)} AND ${due}`;
  await db.batch([
    db.run(sql`INSERT INTO outbox (id, kind, payload, created_at, due_at)
      SELECT ${newId(now)}, 'media.erase', json_object('mediaIds', json_group_array(id)), ${now}, ${now}
      FROM media WHERE ${still} HAVING count(*) > 0`),
    db.run(sql`UPDATE media SET deleted_at = coalesce(deleted_at, ${now}), ${since} = ${now} WHERE ${still}`),
  ]);
  return { handled: ids.length, isFull: ids.length === batch };
}
