/** Likes, bookmarks and reposts as they change a post. Pure. */
import type { CountValues } from "../../../../contract/live/hub.ts";
import type { Post, Reaction } from "../../../../contract/posts.ts";
import type { Mark } from "../../api/posts.ts";

const stateOf = { like: "liked", bookmark: "bookmarked", repost: "reposted" } as const;
const countOf = { like: "likes", bookmark: null, repost: "reposts" } as const;

/** Whether the viewer has left this mark. */
export function isMarked(post: Post, mark: Mark): boolean {
  return post.viewer?.[stateOf[mark]] ?? false;
}

/** The post with the mark on or off and its count moved by one; the same object where it is so already. */
export function withMark(post: Post, mark: Mark, on: boolean): Post {
  if (post.viewer === undefined || isMarked(post, mark) === on) return post;
  const count = countOf[mark];
  return {
    ...post,
    viewer: { ...post.viewer, [stateOf[mark]]: on },
    ...(count !== null && { counts: { ...post.counts, [count]: Math.max(0, post.counts[count] + (on ? 1 : -1)) } }),
  };
}

/** The post with counts and marks as the server answered them; views only grow, and live ones are ahead of stored ones. */
export function withReaction(post: Post, { counts, viewer }: Reaction): Post {
  const views = Math.max(post.counts.views, counts.views);
  return {
    ...post,
    counts: { ...counts, views },
    ...(post.viewer !== undefined && { viewer: { ...post.viewer, ...viewer } }),
  };
}

/** The post with live counts; the same object where they are known already. */
export function withLiveCounts(post: Post, live: CountValues): Post {
  const counts = {
    likes: live.likes ?? post.counts.likes,
    comments: live.comments ?? post.counts.comments,
    reposts: live.reposts ?? post.counts.reposts,
    views: Math.max(post.counts.views, live.views ?? 0),
  };
  const same = (Object.keys(counts) as (keyof typeof counts)[]).every((name) => counts[name] === post.counts[name]);
  return same ? post : { ...post, counts };
}
