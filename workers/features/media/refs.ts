/** What refers to media: how posts, profiles and conversations take media and let go of them, all in the same way. */
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { isOneOf } from "../../../db/lists.ts";
import { factColumns } from "../../../db/media-refs.ts";
import { media, mediaRefs } from "../../../db/schema.ts";
import type { MediaRefKind } from "../../../db/schema-media.ts";
import type { MediaFacts } from "../../../r2/media-view.ts";
import type { Statement } from "../../effects/commit.ts";
import type { Effect } from "../../effects/kinds.ts";
import { invalid } from "../../http/error.ts";

/** What shows media. `itemId` is a message, or `article` for the cover of an article. */
export interface Holder {
  kind: MediaRefKind;
  subjectId: string;
  itemId?: string;
}

/** Those of the media that their owner may show, ready and not deleted, in the order of `ids`; the others are left out. */
export async function findAttachable(db: Database, ownerId: string, ids: readonly string[]): Promise<MediaFacts[]> {
  if (ids.length === 0) return [];
  const rows: MediaFacts[] = await db
    .select(factColumns)
    .from(media)
    .where(and(isOneOf(media.id, ids), eq(media.ownerId, ownerId), sql`state = 'ready'`, isNull(media.deletedAt)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** As `findAttachable`, but all of them have to be there. Throws `validation_failed` at `path` otherwise. */
export async function requireAttachable(
  db: Database,
  ownerId: string,
  ids: readonly string[],
  path: string,
): Promise<MediaFacts[]> {
  const found = await findAttachable(db, ownerId, ids);
  if (found.length < ids.length) throw invalid(path, "must name media of your own that are ready");
  return found;
}

/** Says that something shows these media. Repeating it is harmless; a media that is not ready, or is being deleted, fails the transaction (`commit` answers `conflict`). */
export function attach(db: Database, { kind, subjectId, itemId = "" }: Holder, ids: readonly string[]): Statement[] {
  if (ids.length === 0) return [];
  return [
    db.run(sql`INSERT INTO media_refs (media_id, kind, subject_id, item_id)
      SELECT value, ${kind}, ${subjectId}, ${itemId} FROM json_each(${JSON.stringify(ids)}) WHERE true
      ON CONFLICT DO NOTHING`),
  ];
}

/** Says that something no longer shows media, but for those in `kept`. Without `itemId` it is about all items of the subject. */
export function detach(db: Database, holder: Holder, kept: readonly string[] = []): Statement {
  return db
    .delete(mediaRefs)
    .where(and(isHeldBy(holder), kept.length > 0 ? sql`NOT ${isOneOf(mediaRefs.mediaId, kept)}` : undefined));
}

/** Makes what something shows exactly `ids`: statements of one transaction, followed by `freeing` of those that went. */
export function reattach(db: Database, holder: Holder, ids: readonly string[]): Statement[] {
  return [detach(db, holder, ids), ...attach(db, holder, ids)];
}

/** The effect that frees those of the media that nothing shows any more once the transaction is in. */
export function freeing(mediaIds: readonly string[]): Effect[] {
  return mediaIds.length === 0 ? [] : [{ kind: "media.erase", payload: { mediaIds: [...mediaIds] } }];
}

function isHeldBy({ kind, subjectId, itemId }: Holder): SQL | undefined {
  return and(
    eq(mediaRefs.subjectId, subjectId),
    eq(mediaRefs.kind, kind),
    itemId === undefined ? undefined : eq(mediaRefs.itemId, itemId),
  );
}
