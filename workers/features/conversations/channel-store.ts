/** Channels in the database: in order of their names, and by the words of their names. */
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { cutPage, encodeCursor } from "../../../db/cursor.ts";
import { prefixRange } from "../../text/names.ts";
import { type ConversationRecord, findConversations, hydrate } from "./store.ts";

interface ChannelPage {
  rows: ConversationRecord[];
  nextCursor: string | null;
}

/** Channels in order of their names, after the name key and id `after`. */
export async function listChannels(
  db: Database,
  viewerId: string,
  { after, limit }: { after: readonly [string, string] | null; limit: number },
): Promise<ChannelPage> {
  const skeleton = sql`SELECT id, row_number() OVER (ORDER BY name_key, id) AS position FROM (
    SELECT id, name_key FROM conversations WHERE listed = 1
      ${after === null ? sql`` : sql`AND (name_key, id) > (${after[0]}, ${after[1]})`}
    ORDER BY name_key, id LIMIT ${limit + 1})`;
  const rows = await hydrate(db, viewerId, skeleton, { own: true, members: true });
  return cutPage(rows, limit, ({ row }) => [row.nameKey ?? "", row.id]);
}

/** Words that are looked at for each channel of a page. */
const walkedPerRow = 2;
/** Further words that are asked for; more than these narrow nothing. */
const maxFurtherWords = 4;

interface WalkedWord {
  word: string;
  nameKey: string;
  id: string;
  matches: 0 | 1;
}

/**
 * Channels that have a word with each of these beginnings in their names. The walk goes along the words that begin with the longest of
 * them, after the word, name key and id `after`, and shows a channel at the first such word of its name. It is bounded: a page may
 * hold fewer than `limit`, or none, and still go on.
 */
export async function searchChannels(
  db: Database,
  viewerId: string,
  { words, after, limit }: { words: readonly string[]; after: readonly [string, string, string] | null; limit: number },
): Promise<ChannelPage> {
  const [longest = "", ...others] = words.toSorted((a, b) => b.length - a.length);
  const { from, to } = prefixRange(longest);
  const further = others.slice(0, maxFurtherWords).map((word) => sql`AND EXISTS ${wordBetween(prefixRange(word))}`);
  const start = after ?? [from, "", ""];
  const reach = limit * walkedPerRow;
  const walked = await db.all<WalkedWord>(sql`SELECT word, name_key AS nameKey, conversation_id AS id,
      NOT EXISTS ${wordBetween({ from, to: sql`walked.word` })} ${sql.join(further, sql` `)} AS matches
    FROM channel_words AS walked
    WHERE word < ${to} AND (word, name_key, conversation_id) > (${start[0]}, ${start[1]}, ${start[2]})
    ORDER BY word, name_key, conversation_id LIMIT ${reach}`);
  const found = cutPage(
    walked.filter(({ matches }) => matches === 1),
    limit,
    positionOf,
  );
  const ids = found.rows.map(({ id }) => id);
  const last = walked.length === reach ? walked.at(-1) : undefined;
  return {
    rows: await findConversations(db, viewerId, ids, { own: true }),
    nextCursor: found.nextCursor ?? (last ? encodeCursor(positionOf(last)) : null),
  };
}

function positionOf({ word, nameKey, id }: WalkedWord): [string, string, string] {
  return [word, nameKey, id];
}

/** A subquery: another word of the same channel in a half-open range. */
function wordBetween({ from, to }: { from: string; to: string | SQL }): SQL {
  return sql`(SELECT 1 FROM channel_words AS other
    WHERE other.conversation_id = walked.conversation_id AND other.word >= ${from} AND other.word < ${to})`;
}
