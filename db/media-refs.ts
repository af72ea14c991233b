/** References to media as rooms keep them in the database: claimed for a message before it is stored, and let go of after it. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { isOneOf } from "./lists.ts";
import { media, type MediaRefKind } from "./schema.ts";

/** Columns of `media` that showing one needs. */
export const factColumns = {
  id: media.id,
  state: media.state,
  reason: media.reason,
  detail: media.detail,
  kind: media.kind,
  type: media.type,
  size: media.size,
  filename: media.filename,
  alt: media.alt,
  width: media.width,
  height: media.height,
  duration: media.duration,
  placeholder: media.placeholder,
  hasPoster: media.hasPoster,
  captions: media.captions,
  epoch: media.epoch,
};

/** What will show media, and whose they have to be. */
export interface Claim {
  ownerId: string;
  mediaIds: readonly string[];
  kind: MediaRefKind;
  subjectId: string;
  itemId: string;
}

/**
 * Statements of one batch: the references of an item to these media and no others, and the facts of those that its owner may show
 * (theirs, ready, not deleted), in any order. If these are not all of them, no reference is made.
 */
export function claimReferences(db: Database, { ownerId, mediaIds, kind, subjectId, itemId }: Claim) {
  const wanted = JSON.stringify(mediaIds);
  const mayShow = and(eq(media.ownerId, ownerId), eq(media.state, "ready"), isNull(media.deletedAt));
  const showable = sql`json_each(${wanted}) CROSS JOIN media ON media.id = value WHERE ${mayShow}`;
  return [
    db.run(sql`DELETE FROM media_refs WHERE subject_id = ${subjectId} AND kind = ${kind} AND item_id = ${itemId}
      AND media_id NOT IN (SELECT value FROM json_each(${wanted}))`),
    db.run(sql`INSERT INTO media_refs (media_id, kind, subject_id, item_id)
      SELECT media.id, ${kind}, ${subjectId}, ${itemId} FROM ${showable}
        AND (SELECT count(*) FROM ${showable}) = ${mediaIds.length}
      ON CONFLICT DO NOTHING`),
    db
      .select(factColumns)
      .from(media)
      .where(and(isOneOf(media.id, mediaIds), mayShow)),
  ] as const;
}

/** Things of a subject (messages of a conversation by their ids; '' is the subject itself) that show nothing any more. */
export interface Released {
  kinds: readonly MediaRefKind[];
  subjectId: string;
  itemIds: readonly string[];
}

/** Deletes the references of these things. */
export function releaseReferences(db: Database, released: Released) {
  return db.run(sql`DELETE FROM media_refs WHERE ${isReleased(released)}`);
}

/**
 * Puts the effect into the outbox that frees what nothing else refers to; nothing where there are no references. It stands before
 * `releaseReferences` in the same batch. `id` is that of the row, times are milliseconds.
 */
export function eraseReleased(db: Database, released: Released, effect: { id: string; now: number; dueAt: number }) {
  return db.run(sql`INSERT INTO outbox (id, kind, payload, created_at, due_at)
    SELECT ${effect.id}, 'media.erase', json_object('mediaIds', json_group_array(DISTINCT media_id)), ${effect.now}, ${effect.dueAt}
    FROM media_refs WHERE ${isReleased(released)} HAVING count(*) > 0`);
}

function isReleased({ kinds, subjectId, itemIds }: Released) {
  return sql`subject_id = ${subjectId} AND ${isOneOf(sql`kind`, kinds)} AND ${isOneOf(sql`item_id`, itemIds)}`;
}
