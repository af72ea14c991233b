import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import type { Comment, CommentSort } from "../../../../contract/comments.ts";
import { commentsApi } from "../../api/comments.ts";
import { commentKeys } from "../../api/keys.ts";

const rootLimit = 20;
const replyLimit = 5;
/** As many threads come with their first replies; the others are opened by hand. */
const openThreads = 5;

/** One level of the tree: the children of `parentId`, or the first level where it is null. */
export const levelQuery = (postId: string, parentId: string | null, sort: CommentSort) =>
  infiniteQueryOptions({
    queryKey: commentKeys.level(postId, parentId, sort),
    queryFn: async ({ pageParam: cursor, signal, client }) => {
      const limit = parentId === null ? rootLimit : replyLimit;
      const page = await commentsApi.level(postId, { parentId, sort, cursor, limit }, signal);
      // Only what is in sight first: the replies are there when the comments are, so that nothing moves.
      if (parentId === null && cursor === null) await openFirst(client, page.items, sort);
      return page;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

async function openFirst(client: QueryClient, comments: readonly Comment[], sort: CommentSort): Promise<void> {
  const answered = comments.filter(({ counts }) => counts.replies > 0).slice(0, openThreads);
  await Promise.all(answered.map(({ postId, id }) => client.prefetchInfiniteQuery(levelQuery(postId, id, sort))));
}

/** One comment with all above it, outermost first. */
export const commentQuery = (id: string) =>
  queryOptions({
    queryKey: commentKeys.inContext(id),
    queryFn: ({ signal }) => commentsApi.get(id, signal),
  });
