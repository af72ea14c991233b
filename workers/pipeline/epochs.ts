/** Epochs of media: part of their addresses, and raised when fewer people may see them, so that caches no longer answer for the old ones. */
import { sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { isOneOf } from "../../db/lists.ts";
import { media } from "../../db/schema.ts";
import type { Statement } from "../effects/commit.ts";

/** Gives these media new addresses. */
export function raiseEpochs(db: Database, ids: readonly string[]): Statement[] {
  if (ids.length === 0) return [];
  return [
    db
      .update(media)
      .set({ epoch: sql`${media.epoch} + 1` })
      .where(isOneOf(media.id, ids)),
  ];
}

/** Gives new addresses to all that a person's posts and profile show, for when their profile closes. */
export function raiseEpochsOf(db: Database, ownerId: string): Statement {
  return db
    .update(media)
    .set({ epoch: sql`${media.epoch} + 1` })
    .where(
      sql`owner_id = ${ownerId} AND EXISTS (SELECT 1 FROM media_refs WHERE media_id = media.id AND kind IN ('post', 'cover'))`,
    );
}
