/** The rules of a home feed: what an entry is, how two sources become one page, how much is kept. Pure. */
import { bucketOf } from "../kit/hash.ts";

/** Why something stands in a feed. `id` is the ULID of the post, or of the repost; ids sort by time. */
export interface TimelineEntry {
  id: string;
  postId: string;
  /** Who brought it: the author, or the person who reposted. */
  actorId: string;
  authorId: string;
}

/** What a page shows of an entry. */
export interface FeedItem {
  id: string;
  postId: string;
}

/** Newest first; `next` is the `before` of the page after it, null at the end. */
export interface FeedPage {
  items: FeedItem[];
  next: string | null;
}

/** How many entries a person keeps, and how many broadcasts an author. Older ones go when their turn to be trimmed comes. */
export const keptEntries = 2_000;

/** The most that one page may hold. */
export const largestPage = 200;

/**
 * One page out of two lists, each newest first and read one entry beyond `limit`. An entry that stands in both (its
 * author had fewer followers once) is shown once; a post and a repost of it are two entries and both stay.
 */
export function mergePage(delivered: readonly FeedItem[], broadcast: readonly FeedItem[], limit: number): FeedPage {
  const byId = new Map([...delivered, ...broadcast].map((item) => [item.id, item]));
  const merged = [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  const items = merged.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last && merged.length > limit ? last.id : null };
}

const trimEvery = 128;

/**
 * Whether adding these entries is the moment to trim their owner's list: on average after every 128th entry, chosen by
 * hash so that one post does not trim all of its followers at once. So a list is a little longer than `keptEntries` at times.
 */
export function isTrimDue(ownerId: string, entries: readonly { id: string }[]): boolean {
  return entries.length >= trimEvery || entries.some(({ id }) => bucketOf(ownerId + id, trimEvery) === 0);
}
