/** Epochs of media: part of their addresses, and raised when fewer people may see them, so that caches no longer answer for the old ones. */
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { isOneOf } from "../../db/lists.ts";
import { media } from "../../db/schema.ts";
import type { Statement } from "../effects/commit.ts";

/** Pictures on cards stay open to everybody, whatever else shows them, and cards name no epoch. */
const isOffCards = sql`NOT EXISTS (SELECT 1 FROM media_refs WHERE media_id = media.id AND kind IN ('avatar', 'conversation'))`;

const raise = (db: Database, which: SQL): Statement =>
  db
    .update(media)
    .set({ epoch: sql`${media.epoch} + 1` })
    .where(sql`${which} AND ${isOffCards}`);

/** Gives these media new addresses, unless they are on cards. */
export function raiseEpochs(db: Database, ids: readonly string[]): Statement[] {
  return ids.length === 0 ? [] : [raise(db, isOneOf(media.id, ids))];
}

/** Gives new addresses to all that a person's posts and profile show, for when their profile closes. */
export function raiseEpochsOf(db: Database, ownerId: string): Statement {
  const isShown = sql`EXISTS (SELECT 1 FROM media_refs WHERE media_id = media.id AND kind IN ('post', 'cover'))`;
  return raise(db, sql`${media.ownerId} = ${ownerId} AND ${isShown}`);
}
