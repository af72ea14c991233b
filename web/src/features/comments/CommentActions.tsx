import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import type { Comment } from "../../../../contract/comments.ts";
import { commentsApi } from "../../api/comments.ts";
import { cx } from "../../lib/cx.ts";
import { IconButton } from "../../ui/Button.tsx";
import { RollingCount } from "../../ui/counts.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { useViewer } from "../auth/viewer.ts";
import { copyAddress, postAddress } from "../posts/share.ts";
import { removeComment } from "./cache.ts";
import { useTree } from "./context.ts";
import { useLikeComment } from "./use-comment-mutations.ts";

const ReportDialog = lazyPart(() => import("../reports/ReportDialog.tsx"));

const action =
  "-ms-2 inline-flex h-9 min-w-9 items-center gap-1.5 rounded-full px-2 text-sm text-muted transition-colors hover:bg-sunken hover:text-text pointer-coarse:h-11 pointer-coarse:min-w-11";

interface Props {
  comment: Comment;
  onEdit: () => void;
  onReply?: () => void;
}

export function CommentActions({ comment, onEdit, onReply }: Props) {
  const toggleLike = useLikeComment(comment);
  const { liked } = comment.viewer;
  const { likes } = comment.counts;
  return (
    <div className="flex items-center gap-3">
      <button
        type="button"
        aria-pressed={liked}
        onClick={toggleLike}
        className={cx(action, "hover:text-like", liked && "text-like!")}
      >
        <Icon name="heart" size={18} filled={liked} className={cx(liked && "pop")} />
        <span className="sr-only">Like</span>
        <RollingCount value={likes} {...(likes > 0 && { label: likes === 1 ? "like" : "likes" })} />
      </button>
      {onReply !== undefined && (
        <button type="button" onClick={onReply} className={action}>
          <Icon name="reply" size={18} />
          Reply
        </button>
      )}
      <CommentMenu comment={comment} onEdit={onEdit} />
    </div>
  );
}

/** One's own comment is edited and deleted; the author of the post may take away what stands below it. */
function CommentMenu({ comment, onEdit }: Pick<Props, "comment" | "onEdit">) {
  const { post } = useTree();
  const viewer = useViewer();
  const [dialog, setDialog] = useState<"delete" | "report" | null>(null);
  const close = () => setDialog(null);
  const isOwn = viewer !== null && viewer.id === comment.author?.id;
  const mayDelete = isOwn || viewer?.id === post.author.id;
  const address = `${postAddress(comment.postId)}/comments/${comment.id}`;

  const items: MenuItem[] = [{ label: "Copy link", icon: "link", onSelect: () => void copyAddress(address) }];
  if (isOwn) items.push({ label: "Edit", icon: "edit", onSelect: onEdit });
  if (viewer !== null && !isOwn) {
    items.push({ label: "Report", icon: "flag", danger: true, separate: true, onSelect: () => setDialog("report") });
  }
  if (mayDelete) {
    items.push({ label: "Delete", icon: "trash", danger: true, separate: isOwn, onSelect: () => setDialog("delete") });
  }
  return (
    <>
      <Menu
        label="More about this comment"
        items={items}
        renderTrigger={(attributes) => (
          <IconButton {...attributes} icon="more" label="More" tip="none" size={18} className="-ms-2" />
        )}
      />
      {dialog === "delete" && <DeleteCommentDialog comment={comment} onClose={close} />}
      {dialog === "report" && (
        <Suspense fallback={null}>
          <ReportDialog
            target={{ type: "comment", id: comment.id }}
            what="this comment"
            person={comment.author}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  );
}

function DeleteCommentDialog({ comment, onClose }: { comment: Comment; onClose: () => void }) {
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      title="Delete this comment?"
      confirm="Delete comment"
      danger
      onClose={onClose}
      onConfirm={async () => {
        await commentsApi.delete(comment.id);
        removeComment(queryClient, comment);
      }}
    >
      {comment.counts.replies > 0
        ? "Its words go at once. The answers to it stay."
        : "It goes at once. This cannot be undone."}
    </ConfirmDialog>
  );
}
