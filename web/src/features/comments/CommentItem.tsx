/** One comment: who, when, what, and what can be done with it. Its replies are its thread's. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Comment } from "../../../../contract/comments.ts";
import type { UserCard } from "../../../../contract/users.ts";
import { fullTime } from "../../lib/format.ts";
import { cx } from "../../lib/cx.ts";
import { usePlace } from "../../lib/place.ts";
import { RelativeTime } from "../../ui/counts.tsx";
import { Avatar, VerifiedBadge } from "../../ui/people.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { Pill } from "../../ui/surfaces.tsx";
import { isPending } from "../feed/arrivals.ts";
import { CommentActions } from "./CommentActions.tsx";
import { useTree } from "./context.ts";
import { EditComment } from "./EditComment.tsx";

interface Props {
  comment: Comment;
  /** Opens the form below; absent where one cannot answer. */
  onReply?: () => void;
}

export function CommentItem({ comment, onReply }: Props) {
  const { highlighted } = useTree();
  const [editing, setEditing] = useState(false);
  const { author } = comment;
  if (author === null) return <Tombstone />;
  const pending = isPending(comment);
  return (
    <article
      aria-label={`Comment by ${author.displayName}`}
      aria-busy={pending || undefined}
      aria-current={highlighted === comment.id || undefined}
      className={cx(
        "flex gap-2.5",
        pending && "appear opacity-70",
        highlighted === comment.id && "-mx-2 rounded-card bg-accent-soft px-2 pt-2",
      )}
    >
      <Link
        to="/people/$username"
        params={{ username: author.username }}
        tabIndex={-1}
        aria-hidden="true"
        className="size-8 shrink-0 rounded-full transition-opacity hover:opacity-85"
      >
        <Avatar person={author} size={32} />
      </Link>
      <div className="min-w-0 flex-1">
        <Head comment={comment} author={author} pending={pending} />
        {editing ? (
          <EditComment comment={comment} onDone={() => setEditing(false)} />
        ) : (
          <RichText html={comment.contentHtml} className="text-[0.9375rem]" />
        )}
        {pending && <p className="py-1.5 text-sm text-muted">Sending…</p>}
        {!pending && !editing && (
          <CommentActions comment={comment} onEdit={() => setEditing(true)} {...(onReply && { onReply })} />
        )}
      </div>
    </article>
  );
}

function Head({ comment, author, pending }: { comment: Comment; author: UserCard; pending: boolean }) {
  const { post } = useTree();
  const place = usePlace();
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 text-sm leading-6">
      <Link
        to="/people/$username"
        params={{ username: author.username }}
        className="inline-flex min-w-0 items-center gap-1 rounded-sm font-semibold hover:underline"
      >
        <bdi className="truncate">{author.displayName}</bdi>
        {author.verified && <VerifiedBadge />}
      </Link>
      {author.id === post.author.id && <Pill tone="accent">Author</Pill>}
      <span aria-hidden="true" className="text-muted">
        ·
      </span>
      {pending ? (
        <span className="text-muted">now</span>
      ) : (
        <Link
          to="/posts/$postId/comments/$commentId"
          params={{ postId: comment.postId, commentId: comment.id }}
          className="rounded-sm text-muted hover:underline"
        >
          <RelativeTime at={comment.createdAt} />
        </Link>
      )}
      {comment.editedAt !== null && (
        <span className="text-muted" title={fullTime(comment.editedAt, place)}>
          Edited
        </span>
      )}
    </div>
  );
}

/** What is left where words were taken away, or are not for the viewer to see. */
function Tombstone() {
  return (
    <div className="flex items-center gap-2.5 py-1 text-sm text-muted">
      <span aria-hidden="true" className="size-8 rounded-full border border-dashed border-edge" />
      This comment is gone
    </div>
  );
}
