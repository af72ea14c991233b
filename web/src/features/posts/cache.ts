/** Every copy of a post in Query's cache, wherever it is listed: found, changed and removed in one place. */
import type { Query, QueryClient } from "@tanstack/react-query";
import type { Page } from "../../../../contract/page.ts";
import type { FeedItem, Post } from "../../../../contract/posts.ts";
import { postKeys } from "../../api/keys.ts";
import { allItems, mapItems, type Pages, prependItems } from "../../lib/pages.ts";

type Change = (post: Post) => Post | null;

const isList = ({ queryKey }: Query) => queryKey[1] === "feed" || queryKey[1] === "person";
const lists = { queryKey: postKeys.all, predicate: isList };
const arrivals = { queryKey: ["posts", "newest"] as const };

/** Changes each copy of the post for which `match` holds; null removes it from lists. */
function changePosts(queryClient: QueryClient, match: (post: Post) => boolean, change: Change): void {
  const changeItem = (item: FeedItem): FeedItem | null => {
    if (!match(item.post)) return item;
    const post = change(item.post);
    if (post === item.post) return item;
    return post === null ? null : { ...item, post };
  };
  queryClient.setQueriesData<Pages<FeedItem>>(lists, (list) => list && mapItems(list, changeItem));
  queryClient.setQueriesData<Page<FeedItem>>(
    arrivals,
    (page) => page && { ...page, items: page.items.map(changeItem).filter((item) => item !== null) },
  );
  queryClient.setQueriesData<Post>({ queryKey: ["posts", "detail"] }, (post) => {
    if (post === undefined || !match(post)) return post;
    return change(post) ?? undefined;
  });
}

/** Changes every copy of one post. What `change` answers may be the same object: then nothing renders anew. */
export function changePost(queryClient: QueryClient, id: string, change: (post: Post) => Post): void {
  changePosts(queryClient, (post) => post.id === id, change);
}

/** Puts a newer state of a post in place everywhere; lists go on without the text of an article. */
export function replacePost(queryClient: QueryClient, post: Post): void {
  changePost(queryClient, post.id, () => post);
  queryClient.setQueryData<Post>(postKeys.detail(post.id), post);
}

/** Takes a post out of every list. */
export function removePost(queryClient: QueryClient, id: string): void {
  changePosts(
    queryClient,
    (post) => post.id === id,
    () => null,
  );
  queryClient.removeQueries({ queryKey: postKeys.detail(id) });
}

/** Takes what somebody wrote or passed on out of the lists: everywhere after a block, out of feeds alone after a mute. */
export function removePostsOf(queryClient: QueryClient, userId: string, where: "everywhere" | "feeds"): void {
  const byThem = (item: FeedItem) => item.post.author.id === userId || item.repostedBy?.id === userId;
  const filter = where === "feeds" ? { queryKey: postKeys.feeds } : lists;
  queryClient.setQueriesData<Pages<FeedItem>>(
    filter,
    (list) => list && mapItems(list, (item) => (byThem(item) ? null : item)),
  );
}

/** Whatever copy of the post there is; one with the text of an article first. */
export function findPost(queryClient: QueryClient, id: string): Post | undefined {
  const detail = queryClient.getQueryData<Post>(postKeys.detail(id));
  if (detail !== undefined) return detail;
  for (const [, list] of queryClient.getQueriesData<Pages<FeedItem>>(lists)) {
    const item = allItems(list).find(({ post }) => post.id === id);
    if (item !== undefined) return item.post;
  }
  return undefined;
}

/** Puts an item on top of lists that have been read; those that have not will find it on the server. */
export function prependToLists(queryClient: QueryClient, keys: readonly (readonly unknown[])[], item: FeedItem): void {
  for (const queryKey of keys) {
    queryClient.setQueryData<Pages<FeedItem>>(queryKey, (list) => list && prependItems(list, [item]));
  }
}

/** Puts another item in the place of one, in every list; null takes it out. */
export function replaceItem(queryClient: QueryClient, id: string, item: FeedItem | null): void {
  queryClient.setQueriesData<Pages<FeedItem>>(
    lists,
    (list) => list && mapItems(list, (each) => (each.id === id ? item : each)),
  );
}
