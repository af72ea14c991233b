/** The SQL of media, but for who sees them (`visible.ts`) and for what refers to them (`refs.ts`). */
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { UploadedPart } from "../../../contract/media.ts";
import type { Role } from "../../../contract/roles.ts";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { media, mediaParts, mediaRefs, type MediaRow, mediaUsage, users } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";

/** Inserts a declared media if its owner's quota still has room for it: one statement, so that two at once cannot both take the last of it. */
export function insertDeclared(
  db: Database,
  row: Pick<MediaRow, "id" | "ownerId" | "kind" | "type" | "size" | "filename" | "alt" | "uploadId" | "partSize">,
  quotaBytes: number,
  now: number,
): Statement {
  return db.run(sql`INSERT INTO media (id, owner_id, kind, type, size, filename, alt, upload_id, part_size, created_at, updated_at)
    SELECT ${row.id}, ${row.ownerId}, ${row.kind}, ${row.type}, ${row.size}, ${row.filename}, ${row.alt}, ${row.uploadId}, ${row.partSize}, ${now}, ${now}
    WHERE coalesce((SELECT bytes FROM media_usage WHERE user_id = ${row.ownerId}), 0) + ${row.size} <= ${quotaBytes}`);
}

export async function findUsedBytes(db: Database, userId: string): Promise<number> {
  const [row] = await db.select({ bytes: mediaUsage.bytes }).from(mediaUsage).where(eq(mediaUsage.userId, userId));
  return row?.bytes ?? 0;
}

/** A media of this owner that is not deleted. */
export async function findOwn(db: Database, ownerId: string, id: string): Promise<MediaRow | null> {
  const [row] = await db.select().from(media).where(isOwn(ownerId, id));
  return row ?? null;
}

const isOwn = (ownerId: string, id: string): SQL | undefined =>
  and(eq(media.id, id), eq(media.ownerId, ownerId), isNull(media.deletedAt));

/** A media of this owner with the parts that have arrived, ascending. */
export async function findUpload(
  db: Database,
  ownerId: string,
  id: string,
): Promise<{ row: MediaRow; parts: (UploadedPart & { etag: string })[] } | null> {
  const [rows, parts] = await db.batch([
    db.select().from(media).where(isOwn(ownerId, id)),
    db
      .select({ part: mediaParts.part, size: mediaParts.size, etag: mediaParts.etag })
      .from(mediaParts)
      .where(eq(mediaParts.mediaId, id))
      .orderBy(asc(mediaParts.part)),
  ]);
  const [row] = rows;
  return row ? { row, parts } : null;
}

/** Notes a part that R2 has; a newer one of the same number replaces it. Changes nothing unless this very upload is still open. */
export function putPart(db: Database, row: MediaRow, part: UploadedPart & { etag: string }): Statement {
  return db.run(sql`INSERT INTO media_parts (media_id, part, size, etag)
    SELECT id, ${part.part}, ${part.size}, ${part.etag} FROM media
    WHERE id = ${row.id} AND state = 'uploading' AND upload_id = ${row.uploadId} AND deleted_at IS NULL
    ON CONFLICT (media_id, part) DO UPDATE SET size = excluded.size, etag = excluded.etag`);
}

/** Keeps an upload from being swept while its parts arrive. */
export function touch(db: Database, id: string, now: number): Statement {
  return db
    .update(media)
    .set({ updatedAt: now })
    .where(and(eq(media.id, id), eq(media.state, "uploading")));
}

export function deleteParts(db: Database, id: string): Statement {
  return db.delete(mediaParts).where(eq(mediaParts.mediaId, id));
}

/** Begins another multipart upload in the place of one that R2 no longer has. */
export function replaceUpload(db: Database, row: MediaRow, uploadId: string, now: number): [Statement, ...Statement[]] {
  return [
    deleteParts(db, row.id),
    db
      .update(media)
      .set({ uploadId, updatedAt: now })
      .where(and(eq(media.id, row.id), eq(media.state, "uploading"))),
  ];
}

/** All bytes are there: `stagedEtag` says which, and no others are looked at. */
export function markProcessing(db: Database, id: string, stagedEtag: string, now: number): Statement {
  return db
    .update(media)
    .set({ state: "processing", stagedEtag, uploadId: null, updatedAt: now })
    .where(and(eq(media.id, id), eq(media.state, "uploading"), isNull(media.deletedAt)));
}

/** A media whose bytes wait to be looked at, and its owner's role. */
export async function findProcessing(db: Database, id: string): Promise<{ row: MediaRow; role: Role } | null> {
  const [found] = await db
    .select({ row: media, role: users.role })
    .from(media)
    .innerJoin(users, eq(users.id, media.ownerId))
    .where(and(eq(media.id, id), eq(media.state, "processing"), isNull(media.deletedAt)));
  return found ?? null;
}

/** What looking at a media found. */
export type Findings = Pick<
  MediaRow,
  "kind" | "type" | "size" | "width" | "height" | "duration" | "placeholder" | "sha256" | "hasMaster"
>;

export function markReady(db: Database, id: string, findings: Findings, now: number): Statement {
  return db
    .update(media)
    .set({ ...findings, state: "ready", stagedEtag: null, readyAt: now, unreferencedAt: now, updatedAt: now })
    .where(and(eq(media.id, id), eq(media.state, "processing"), isNull(media.deletedAt)));
}

/** Refuses bytes while they arrive (`uploading`) or when they were looked at (`processing`). */
export function markRefused(
  db: Database,
  id: string,
  from: "uploading" | "processing",
  { reason, detail }: { reason: NonNullable<MediaRow["reason"]>; detail: string },
  now: number,
): Statement {
  return db
    .update(media)
    .set({ state: "refused", reason, detail, uploadId: null, stagedEtag: null, updatedAt: now })
    .where(and(eq(media.id, id), eq(media.state, from), isNull(media.deletedAt)));
}

export function updateAlt(db: Database, ownerId: string, id: string, alt: string, now: number): Statement {
  return db.update(media).set({ alt, updatedAt: now }).where(isOwn(ownerId, id));
}

/** Says that a video has a poster; one that it had before is no longer found in caches. */
export function setPoster(db: Database, id: string, placeholder: string | null, now: number): Statement {
  return db
    .update(media)
    .set({ hasPoster: true, placeholder, epoch: sql`epoch + has_poster`, updatedAt: now })
    .where(isReady(id));
}

/** Says that a video has captions in a language; those that it had are no longer found in caches. */
export function addCaptions(db: Database, id: string, language: string, now: number): Statement {
  return db
    .update(media)
    .set({
      captions: sql`(SELECT json_group_array(value) FROM (SELECT value FROM json_each(media.captions) UNION SELECT ${language} ORDER BY 1))`,
      epoch: sql`epoch + EXISTS (SELECT 1 FROM json_each(media.captions) WHERE value = ${language})`,
      updatedAt: now,
    })
    .where(isReady(id));
}

/** Says that a video has no captions in a language any more. */
export function removeCaptions(db: Database, id: string, language: string, now: number): Statement {
  return db
    .update(media)
    .set({
      captions: sql`(SELECT json_group_array(value) FROM json_each(media.captions) WHERE value <> ${language})`,
      epoch: sql`epoch + 1`,
      updatedAt: now,
    })
    .where(and(isReady(id), sql`EXISTS (SELECT 1 FROM json_each(media.captions) WHERE value = ${language})`));
}

const isReady = (id: string): SQL | undefined =>
  and(eq(media.id, id), eq(media.state, "ready"), isNull(media.deletedAt));

/** Marks those of the media deleted that nothing refers to. */
export function markDeleted(db: Database, ids: readonly string[], now: number): Statement {
  return db
    .update(media)
    .set({ deletedAt: now })
    .where(
      and(
        isOneOf(media.id, ids),
        isNull(media.deletedAt),
        sql`NOT EXISTS (SELECT 1 FROM ${mediaRefs} WHERE ${mediaRefs.mediaId} = ${media.id})`,
      ),
    );
}

/** Marks everything that a person has deleted, whatever refers to it. */
export function markAllDeleted(db: Database, ownerId: string, now: number): Statement {
  return db
    .update(media)
    .set({ deletedAt: now })
    .where(and(eq(media.ownerId, ownerId), isNull(media.deletedAt)));
}

/** Those of the media that are marked deleted, with what R2 may still be collecting for them. */
export async function findDeleted(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; uploadId: string | null }[]> {
  return db
    .select({ id: media.id, uploadId: media.uploadId })
    .from(media)
    .where(and(isOneOf(media.id, ids), sql`${media.deletedAt} IS NOT NULL`));
}

/** Ids of a person's oldest media. */
export async function findIdsOf(db: Database, ownerId: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: media.id })
    .from(media)
    .where(eq(media.ownerId, ownerId))
    .orderBy(asc(media.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Deletes rows of media that are marked deleted, and all that hangs on them. */
export function deleteRows(db: Database, ids: readonly string[]): [Statement, ...Statement[]] {
  const going = sql`(SELECT id FROM media WHERE ${isOneOf(sql`id`, ids)} AND deleted_at IS NOT NULL)`;
  return [
    db.run(sql`DELETE FROM media_parts WHERE media_id IN ${going}`),
    db.run(sql`DELETE FROM media_refs WHERE media_id IN ${going}`),
    db.run(sql`DELETE FROM media WHERE ${isOneOf(sql`id`, ids)} AND deleted_at IS NOT NULL`),
  ];
}

export function deleteUsage(db: Database, userId: string): Statement {
  return db.delete(mediaUsage).where(eq(mediaUsage.userId, userId));
}

/** The state of a media; null when it is gone or deleted. */
export async function findState(db: Database, id: string): Promise<MediaRow["state"] | null> {
  const [row] = await db
    .select({ state: media.state })
    .from(media)
    .where(and(eq(media.id, id), isNull(media.deletedAt)));
  return row?.state ?? null;
}
