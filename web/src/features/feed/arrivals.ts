/** Posts that came after a feed was read: which they are, and how they join it. Pure. */
import type { Page } from "../../../../contract/page.ts";
import type { FeedItem } from "../../../../contract/posts.ts";
import { allItems, onePage, type Pages, prependItems } from "../../lib/pages.ts";

/** Items that the server does not know yet: shown while they are on their way. */
const pendingPrefix = "pending:";

export function pendingId(): string {
  return pendingPrefix + crypto.randomUUID();
}

export function isPending({ id }: { id: string }): boolean {
  return id.startsWith(pendingPrefix);
}

/** The highest id of a feed, whatever stands on top of it; empty when it holds nothing. */
export function newestId(feed: Pages<FeedItem> | undefined): string {
  return allItems(feed).reduce((newest, item) => (!isPending(item) && item.id > newest ? item.id : newest), "");
}

/** Those of a page that are newer than the feed. Ids rise with time. */
export function arrivedSince(feed: Pages<FeedItem> | undefined, page: Page<FeedItem> | undefined): FeedItem[] {
  if (feed === undefined || page === undefined) return [];
  const newest = newestId(feed);
  return page.items.filter((item) => item.id > newest);
}

/**
 * The feed with what arrived on top. When the whole page is new, more may lie between it and the feed: then the feed
 * begins again with that page, so that nothing is missing.
 */
export function withArrivals(feed: Pages<FeedItem>, page: Page<FeedItem>): Pages<FeedItem> {
  const arrived = arrivedSince(feed, page);
  const isWhole = arrived.length === page.items.length && page.nextCursor !== null;
  return isWhole ? onePage(page) : prependItems(feed, arrived);
}
