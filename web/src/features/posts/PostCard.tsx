/** A post in a list. The whole card opens it; what is inside keeps its own targets. */
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { FeedItem } from "../../../../contract/posts.ts";
import { cx } from "../../lib/cx.ts";
import { Avatar } from "../../ui/people.tsx";
import { isPending } from "../feed/arrivals.ts";
import { PostActions } from "./PostActions.tsx";
import { PostBody } from "./PostBody.tsx";
import { PostHeader } from "./PostHeader.tsx";
import { RepostLine } from "./PostMarks.tsx";
import { useLivePost } from "./use-live-post.ts";
import { useOpenPost } from "./use-open-post.ts";

export const PostCard = memo(function PostCard({ item }: { item: FeedItem }) {
  const { post, repostedBy } = item;
  const open = useOpenPost(post.id);
  const pending = isPending(item);
  const { author } = post;
  const element = useLivePost<HTMLElement>(pending ? null : post.id);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the time in the header is the link for keyboards
    <article
      ref={element}
      aria-label={`Post by ${author.displayName}`}
      aria-busy={pending || undefined}
      data-post={post.id}
      tabIndex={-1}
      onClick={pending ? undefined : open}
      onAuxClick={pending ? undefined : open}
      className={cx(
        "border-b border-line px-4 pt-3.5 pb-1 transition-colors md:px-5",
        "focus-visible:inset-ring-2 focus-visible:inset-ring-accent",
        pending ? "appear opacity-70" : "cursor-pointer hover:bg-sunken/45",
      )}
    >
      {repostedBy !== undefined && <RepostLine person={repostedBy} />}
      <div className="flex gap-3">
        <Link
          to="/people/$username"
          params={{ username: author.username }}
          tabIndex={-1}
          aria-hidden="true"
          className="size-10 shrink-0 rounded-full transition-opacity hover:opacity-85"
        >
          <Avatar person={author} />
        </Link>
        <div className="min-w-0 flex-1">
          <PostHeader post={post} pending={pending} />
          <PostBody post={post} folded />
          {pending ? <p className="py-2 text-sm text-muted">Posting…</p> : <PostActions post={post} />}
        </div>
      </div>
    </article>
  );
});
