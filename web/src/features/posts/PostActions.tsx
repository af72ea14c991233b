/** Reply, repost, like, bookmark, share: quiet icons with counts that roll. */
import { Link } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import type { Post } from "../../../../contract/posts.ts";
import { cx } from "../../lib/cx.ts";
import { RollingCount } from "../../ui/counts.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { sharePost } from "./share.ts";
import { useMark } from "./use-mark.ts";

// As wide as a finger at any size of text: five of them stand in one line on a phone.
const shape =
  "group/action -ms-2 inline-flex h-10 min-w-[44px] items-center gap-1.5 rounded-full px-2 text-sm text-muted transition-colors pointer-coarse:h-11 disabled:opacity-40";

export function PostActions({ post }: { post: Post }) {
  const { counts } = post;
  const like = useMark(post, "like");
  const repost = useMark(post, "repost");
  const bookmark = useMark(post, "bookmark");
  const isOpen = post.audience === "public" || post.audience === "unlisted";
  return (
    <div className="grid max-w-md grid-cols-[repeat(4,1fr)_auto] items-center justify-items-start">
      <Link
        to="/posts/$postId"
        params={{ postId: post.id }}
        hash="reply"
        data-action="reply"
        className={cx(shape, "hover:text-accent [&_span:first-child]:hover:bg-accent-soft")}
      >
        <Circle icon="comment" />
        <span className="sr-only">Reply</span>
        <Count value={counts.comments} one="comment" many="comments" />
      </Link>
      <Action
        icon="repost"
        label="Repost"
        on={repost.on}
        disabled={!isOpen}
        onClick={repost.toggle}
        className={cx("hover:text-success [&_span:first-child]:hover:bg-success-soft", repost.on && "text-success!")}
      >
        <Count value={counts.reposts} one="repost" many="reposts" />
      </Action>
      <Action
        icon="heart"
        label="Like"
        on={like.on}
        filled={like.on}
        onClick={like.toggle}
        data-action="like"
        className={cx("hover:text-like [&_span:first-child]:hover:bg-danger-soft", like.on && "text-like!")}
      >
        <Count value={counts.likes} one="like" many="likes" />
      </Action>
      <Action
        icon="bookmark"
        label="Bookmark"
        on={bookmark.on}
        filled={bookmark.on}
        onClick={bookmark.toggle}
        data-action="bookmark"
        className={cx("hover:text-accent [&_span:first-child]:hover:bg-accent-soft", bookmark.on && "text-accent!")}
      />
      <button
        type="button"
        onClick={() => void sharePost(post)}
        className={cx(shape, "-me-2 hover:text-accent [&_span:first-child]:hover:bg-accent-soft")}
      >
        <Circle icon="share" />
        <span className="sr-only">Share</span>
      </button>
    </div>
  );
}

interface ActionProps extends ComponentProps<"button"> {
  icon: IconName;
  label: string;
  on: boolean;
  filled?: boolean;
}

function Action({ icon, label, on, filled = false, className, children, ...rest }: ActionProps) {
  return (
    <button type="button" aria-pressed={on} {...rest} className={cx(shape, className)}>
      <Circle icon={icon} filled={filled} />
      <span className="sr-only">{label}</span>
      {children}
    </button>
  );
}

/** The icon in the disc that shows where the pointer is. */
function Circle({ icon, filled = false }: { icon: IconName; filled?: boolean }) {
  return (
    <span className={cx("-m-1 grid size-8 place-items-center rounded-full transition-colors", filled && "pop")}>
      <Icon name={icon} filled={filled} size={20} />
    </span>
  );
}

function Count({ value, one, many }: { value: number; one: string; many: string }) {
  const label = value === 1 ? one : many;
  return <RollingCount value={value} {...(value > 0 && { label })} />;
}
