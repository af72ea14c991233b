/** Media inside other things: read in the same statement as what shows them. Only what is ready and not deleted is there. */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { MediaFacts } from "../../r2/media-view.ts";

/** A row of `media AS m` as JSON of `MediaFacts`. */
const facts =
  sql.raw(`json_object('id', m.id, 'state', m.state, 'reason', NULL, 'detail', NULL, 'kind', m.kind, 'type', m.type,
  'size', m.size, 'filename', m.filename, 'alt', m.alt, 'width', m.width, 'height', m.height, 'duration', m.duration,
  'placeholder', m.placeholder, 'hasPoster', json(iif(m.has_poster, 'true', 'false')), 'captions', json(m.captions), 'epoch', m.epoch)`);
const isShown = sql.raw("m.state = 'ready' AND m.deleted_at IS NULL");

// In a select from one table drizzle writes bare column names; nesting keeps the table's name.
const named = (column: SQLWrapper): SQL => sql`${column}`;

/** The media that a column lists (ids as JSON), in its order, as JSON: one row is read for each. */
export function mediaListed(ids: SQLWrapper): SQL<string> {
  return sql<string>`(SELECT json_group_array(${facts}) FROM json_each(${named(ids)}) AS listed CROSS JOIN media AS m
    WHERE m.id = listed.value AND ${isShown})`;
}

/** The media with an id, as JSON; null where there is none to show. */
export function mediaNamed(id: SQLWrapper): SQL<string | null> {
  return sql<string | null>`(SELECT ${facts} FROM media AS m WHERE m.id = ${named(id)} AND ${isShown})`;
}

/** The epoch of the media with an id; null where there is none to show. */
export function mediaEpoch(id: SQLWrapper): SQL<number | null> {
  return sql<number | null>`(SELECT m.epoch FROM media AS m WHERE m.id = ${named(id)} AND ${isShown})`;
}

export const readMediaList = (json: string): MediaFacts[] => JSON.parse(json) as MediaFacts[];
export const readMedia = (json: string | null): MediaFacts | null =>
  json === null ? null : (JSON.parse(json) as MediaFacts);
