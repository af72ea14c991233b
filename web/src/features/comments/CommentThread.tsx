/** A comment with its replies below it, along a line; each level is read, opened and paged by itself. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { Comment } from "../../../../contract/comments.ts";
import { commentKeys } from "../../api/keys.ts";
import { describeError } from "../../lib/describe-error.ts";
import { allItems } from "../../lib/pages.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useInvite } from "../auth/use-invite.ts";
import { useViewer } from "../auth/viewer.ts";
import { isPending } from "../feed/arrivals.ts";
import { CommentForm } from "./CommentForm.tsx";
import { CommentItem } from "./CommentItem.tsx";
import { CommentSkeleton } from "./CommentSkeleton.tsx";
import { useTree } from "./context.ts";
import { levelQuery } from "./queries.ts";

/** Deeper ones open on a page of their own, so that lines stay long enough to be read on a phone. */
const deepest = 4;

const textButton =
  "inline-flex min-h-9 items-center gap-1.5 rounded-control px-2 text-sm font-medium text-accent hover:bg-accent-soft pointer-coarse:min-h-11";

export function CommentThread({ comment, level = 0 }: { comment: Comment; level?: number }) {
  const { post, sort } = useTree();
  const queryClient = useQueryClient();
  const viewer = useViewer();
  const invite = useInvite();
  const repliesId = useId();
  // Open where the replies have come already: with the page, or because one has just answered.
  const [open, setOpen] = useState(
    () => queryClient.getQueryData(commentKeys.level(post.id, comment.id, sort)) !== undefined,
  );
  const [answering, setAnswering] = useState(false);
  const { replies } = comment.counts;
  const goesOn = level >= deepest;
  const mayAnswer = viewer === null || post.viewer?.mayComment === true;

  function reply() {
    if (viewer === null) return invite("Sign in to answer.");
    setAnswering(true);
    if (replies > 0 && !goesOn) setOpen(true);
  }

  return (
    <div className="pt-3.5">
      <CommentItem comment={comment} {...(mayAnswer && !isPending(comment) && { onReply: reply })} />
      <div className="ms-4 border-s border-line ps-3 md:ps-4">
        {answering && viewer !== null && (
          <div className="pt-1 pb-2">
            <CommentForm
              viewer={viewer}
              parent={comment}
              focused
              onDone={() => {
                setAnswering(false);
                setOpen(true);
              }}
              onCancel={() => setAnswering(false)}
            />
          </div>
        )}
        {replies > 0 && goesOn && (
          <Link
            to="/posts/$postId/comments/$commentId"
            params={{ postId: post.id, commentId: comment.id }}
            className={textButton}
          >
            Continue this thread
            <Icon name="chevron-right" size={16} />
          </Link>
        )}
        {replies > 0 && !goesOn && (
          <>
            <button
              type="button"
              aria-expanded={open}
              aria-controls={repliesId}
              onClick={() => setOpen(!open)}
              className={textButton}
            >
              <Icon name={open ? "chevron-down" : "chevron-right"} size={16} />
              {open ? "Hide replies" : `Show ${replies === 1 ? "1 reply" : `${replies} replies`}`}
            </button>
            <div id={repliesId}>{open && <Replies comment={comment} level={level + 1} />}</div>
          </>
        )}
      </div>
    </div>
  );
}

function Replies({ comment, level }: { comment: Comment; level: number }) {
  const { post, sort } = useTree();
  const query = useInfiniteQuery(levelQuery(post.id, comment.id, sort));
  const { hasNextPage, isFetchingNextPage, fetchNextPage, refetch, isError, error } = query;
  const replies = allItems(query.data);
  const rest = comment.counts.replies - replies.length;
  return (
    <section aria-label={`Replies to ${comment.author?.displayName ?? "a comment that is gone"}`}>
      {query.isPending && <CommentSkeleton count={Math.min(comment.counts.replies, 3)} />}
      {replies.map((reply) => (
        <CommentThread key={reply.id} comment={reply} level={level} />
      ))}
      {isError && (
        <p role="alert" className="flex flex-wrap items-center gap-2 py-2 text-sm text-danger">
          {describeError(error).detail}
          <Button
            variant="secondary"
            size="sm"
            onClick={() => void (query.data === undefined ? refetch() : fetchNextPage())}
          >
            Try again
          </Button>
        </p>
      )}
      {hasNextPage && !isError && (
        <button
          type="button"
          aria-busy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          className={textButton}
        >
          {isFetchingNextPage ? "Loading…" : rest > 0 ? `Show ${rest} more` : "Show more"}
        </button>
      )}
    </section>
  );
}
