/** One comment by its own address: the post, what it answers, and what was answered to it. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { LoaderInput } from "../../routes/screen.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PostCard } from "../posts/PostCard.tsx";
import { postQuery } from "../posts/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { CommentItem } from "./CommentItem.tsx";
import { CommentThread } from "./CommentThread.tsx";
import { TreeContext } from "./context.ts";
import { commentQuery, levelQuery } from "./queries.ts";

const route = getRouteApi("/shell/posts/$postId/comments/$commentId");

export async function loader({ context: { queryClient }, params }: LoaderInput): Promise<void> {
  const { postId = "", commentId = "" } = params;
  await Promise.all([
    queryClient.ensureQueryData(postQuery(postId)),
    queryClient.ensureQueryData(commentQuery(commentId)),
    queryClient.prefetchInfiniteQuery(levelQuery(postId, commentId, "top")),
  ]);
}

export function Screen() {
  const { postId, commentId } = route.useParams();
  const { data: post } = useSuspenseQuery(postQuery(postId));
  const { data: comment } = useSuspenseQuery(commentQuery(commentId));
  const item = useMemo(() => ({ id: post.id, post }), [post]);
  const tree = useMemo(() => ({ post, sort: "top" as const, highlighted: commentId }), [post, commentId]);
  return (
    <>
      <ScreenHeader
        title="Comment"
        pageTitle={comment.author === null ? "A comment" : `Comment by ${comment.author.displayName}`}
        back={`/posts/${postId}`}
      />
      <PostCard item={item} />
      <TreeContext value={tree}>
        <section aria-label="Comments" className="px-4 pb-8 md:px-5">
          <Link
            to="/posts/$postId"
            params={{ postId }}
            className="link mt-2 inline-flex min-h-11 items-center gap-1 text-sm"
          >
            <Icon name="arrow-left" size={16} />
            All comments
          </Link>
          {comment.ancestors.map((ancestor) => (
            <div key={ancestor.id} className="pt-2">
              <CommentItem comment={ancestor} />
              <div aria-hidden="true" className="ms-4 h-3 border-s border-line" />
            </div>
          ))}
          <CommentThread key={commentId} comment={comment} />
        </section>
      </TreeContext>
    </>
  );
}
