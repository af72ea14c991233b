/** Freeing media: nobody sees them from the first step on, then their bytes go, then their rows. */
import type { Payload } from "../../effects/kinds.ts";
import type { Scope } from "../../scope.ts";
import { deleteBytes } from "./bucket.ts";
import * as store from "./store.ts";

/** The effect: frees those of the media that are deleted, and those that nothing refers to. Repeating it, or two at once, do no harm. */
export async function eraseMedia(scope: Scope, { mediaIds }: Payload<"media.erase">): Promise<void> {
  await scope.db.batch([store.markDeleted(scope.db, mediaIds, Date.now())]);
  await eraseDeleted(scope, mediaIds);
}

/** Takes a person's media away, whatever shows them, `limit` at a time. Answers whether there may be more. */
export async function eraseAllMediaOf(scope: Scope, ownerId: string, limit: number): Promise<boolean> {
  await scope.db.batch([store.markAllDeleted(scope.db, ownerId, Date.now())]);
  const ids = await store.findIdsOf(scope.db, ownerId, limit);
  await eraseDeleted(scope, ids);
  if (ids.length === limit) return true;
  await scope.db.batch([store.deleteUsage(scope.db, ownerId)]);
  return false;
}

/** The rows go last, so that whatever fails before is found and done again. */
async function eraseDeleted({ db, env }: Scope, ids: readonly string[]): Promise<void> {
  const deleted = await store.findDeleted(db, ids);
  if (deleted.length === 0) return;
  for (const { id, uploadId } of deleted) await deleteBytes(env, id, uploadId);
  await db.batch(
    store.deleteRows(
      db,
      deleted.map(({ id }) => id),
    ),
  );
}
