import { expect, test } from "vitest";
import type { FeedItem } from "../../../../contract/posts.ts";
import { onePage } from "../../lib/pages.ts";
import { itemOf, makePost, page } from "../../../../tests/setup/web-app.tsx";
import { arrivedSince, pendingId, withArrivals } from "./arrivals.ts";

const items = (count: number): FeedItem[] => Array.from({ length: count }, () => itemOf(makePost("")));
/** Newest first, as feeds are. */
const newestFirst = (list: FeedItem[]) => list.toReversed();
const ids = (list: FeedItem[]) => list.map(({ id }) => id);

test("what is newer than the feed, or fell in between, has arrived; what is older comes by scrolling", () => {
  const [oldest, first, between, second, newest] = items(5) as [FeedItem, FeedItem, FeedItem, FeedItem, FeedItem];
  const feed = onePage(page([second, first], "more"));
  const arrived = arrivedSince(feed, page([newest, second, between, first, oldest]));
  expect(ids(arrived)).toEqual([newest.id, between.id]);
});

test("one's own post, put on top by hand, hides nobody else's below it", () => {
  const [read, theirs, mine] = items(3) as [FeedItem, FeedItem, FeedItem];
  const feed = onePage(page([mine, read]));
  expect(ids(withArrivals(feed, page([mine, theirs, read])).pages[0]!.items)).toEqual([mine.id, theirs.id, read.id]);
});

test("arrivals join the page that they belong to, below what is on its way", () => {
  const [a, b, c, d, e] = items(5) as [FeedItem, FeedItem, FeedItem, FeedItem, FeedItem];
  const pending = { ...itemOf(makePost("")), id: pendingId() };
  const feed = { pages: [page([pending, d], "2"), page([a])], pageParams: [null, "2"] };
  const joined = withArrivals(feed, page([e, d, c, b, a]));
  expect(joined.pages.map((each) => ids(each.items))).toEqual([
    [pending.id, e.id, d.id],
    [c.id, b.id, a.id],
  ]);
});

test("a page that is all new begins the feed anew: what lies between must not be missed", () => {
  const [old, ...fresh] = items(4);
  const feed = onePage(page([old!]));
  const all = page(newestFirst(fresh), "goes on");
  expect(withArrivals(feed, all)).toEqual(onePage(all));
  // Without more behind it there is no gap.
  expect(ids(withArrivals(feed, page(newestFirst(fresh))).pages[0]!.items)).toEqual(ids([...newestFirst(fresh), old!]));
});
