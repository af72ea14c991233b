/** Posts that came after a feed was read: which they are, and how they join it. Pure; ids rise with time. */
import type { Page } from "../../../../contract/page.ts";
import type { FeedItem } from "../../../../contract/posts.ts";
import { allItems, onePage, type Pages } from "../../lib/pages.ts";

const pendingPrefix = "pending:";
let sent = 0;

/** An id for what the server does not know yet: shown while it is on its way. */
export function pendingId(): string {
  sent += 1;
  return pendingPrefix + sent;
}

export function isPending({ id }: { id: string }): boolean {
  return id.startsWith(pendingPrefix);
}

/** Those of a page that the feed lacks. What is older than all that was read of the feed comes when one scrolls there. */
export function arrivedSince(feed: Pages<FeedItem> | undefined, page: Page<FeedItem> | undefined): FeedItem[] {
  if (feed === undefined || page === undefined) return [];
  const items = allItems(feed);
  const known = new Set(items.map(({ id }) => id));
  const goesOn = feed.pages.at(-1)?.nextCursor != null;
  const oldest = goesOn ? (items.at(-1)?.id ?? "") : "";
  return page.items.filter(({ id }) => id > oldest && !known.has(id));
}

/**
 * The feed with what arrived in its place, the newest first. When the whole page is new, more may lie between it and the
 * feed: then the feed begins again with that page, so that nothing is missing.
 */
export function withArrivals(feed: Pages<FeedItem>, page: Page<FeedItem>): Pages<FeedItem> {
  let rest = arrivedSince(feed, page);
  if (rest.length === 0) return feed;
  if (rest.length === page.items.length && page.nextCursor !== null) return onePage(page);
  const pages = feed.pages.map((each, index) => {
    const isLast = index === feed.pages.length - 1;
    const end = isLast ? "" : (each.items.at(-1)?.id ?? "");
    const mine = rest.filter(({ id }) => id > end);
    rest = rest.filter(({ id }) => id <= end);
    return mine.length === 0 ? each : { ...each, items: [...each.items, ...mine].toSorted(newestFirst) };
  });
  return { ...feed, pages };
}

/** What is on its way stands on top. */
function newestFirst(a: FeedItem, b: FeedItem): number {
  const [pendingA, pendingB] = [isPending(a), isPending(b)];
  if (pendingA !== pendingB) return pendingA ? -1 : 1;
  return a.id < b.id ? 1 : -1;
}
