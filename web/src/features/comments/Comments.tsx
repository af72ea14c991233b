/** All that was said about a post: the form, the order, and the tree. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useMemo } from "react";
import type { CommentSort } from "../../../../contract/comments.ts";
import type { Post, ReplyPolicy } from "../../../../contract/posts.ts";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { InfiniteList } from "../../ui/InfiniteList.tsx";
import { useViewer } from "../auth/viewer.ts";
import { CommentForm } from "./CommentForm.tsx";
import { CommentSkeleton } from "./CommentSkeleton.tsx";
import { CommentThread } from "./CommentThread.tsx";
import { TreeContext } from "./context.ts";
import { levelQuery } from "./queries.ts";

const orders: readonly { sort: CommentSort; label: string }[] = [
  { sort: "top", label: "Top" },
  { sort: "new", label: "New" },
  { sort: "old", label: "Old" },
];

export function Comments({ post, sort }: { post: Post; sort: CommentSort }) {
  const tree = useMemo(() => ({ post, sort }), [post, sort]);
  const query = useInfiniteQuery(levelQuery(post.id, null, sort));
  return (
    <TreeContext value={tree}>
      <section aria-label="Comments" className="px-4 pb-8 md:px-5">
        <div id="reply" className="scroll-mt-24 border-b border-line py-4">
          <Answer post={post} />
        </div>
        <div className="flex items-center justify-between gap-4 pt-3">
          <h2 className="title text-lg">Comments</h2>
          {post.counts.comments > 1 && <Order postId={post.id} sort={sort} />}
        </div>
        <InfiniteList
          key={sort}
          label="All comments"
          query={query}
          idOf={(comment) => comment.id}
          skeleton={<CommentSkeleton />}
          empty={<p className="py-8 text-center text-muted">Nobody has answered yet.</p>}
        >
          {(comment) => <CommentThread comment={comment} />}
        </InfiniteList>
      </section>
    </TreeContext>
  );
}

const closed: Record<ReplyPolicy, string> = {
  everyone: "You cannot comment here.",
  followers: "Only followers of the author can comment.",
  mentioned: "Only people whom the post mentions can comment.",
  nobody: "The author takes no comments here.",
};

function Answer({ post }: { post: Post }) {
  const viewer = useViewer();
  const { hash, href } = useLocation();
  if (viewer === null) {
    return (
      <p className="text-muted">
        <Link to="/signin" search={{ returnTo: href }} className="link">
          Sign in
        </Link>{" "}
        to say something back.
      </p>
    );
  }
  if (post.viewer?.mayComment !== true) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <Icon name="lock" size={18} />
        {closed[post.replyPolicy]}
      </p>
    );
  }
  return <CommentForm viewer={viewer} parent={null} focused={hash === "reply"} />;
}

function Order({ postId, sort }: { postId: string; sort: CommentSort }) {
  return (
    <nav aria-label="Order of comments" className="flex gap-1">
      {orders.map(({ sort: each, label }) => (
        <Link
          key={each}
          to="/posts/$postId"
          params={{ postId }}
          search={each === "top" ? {} : { sort: each }}
          replace
          resetScroll={false}
          aria-current={each === sort ? "true" : undefined}
          className={cx(
            "inline-flex h-8 items-center rounded-full px-3 text-sm font-medium transition-colors pointer-coarse:h-11",
            each === sort ? "bg-sunken text-text" : "text-muted hover:text-text",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
