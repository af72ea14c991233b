import { useQueryClient } from "@tanstack/react-query";
import type { Post } from "../../../../contract/posts.ts";
import { postsApi } from "../../api/posts.ts";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { toast } from "../../ui/toast.ts";
import { countOwn } from "../people/cache.ts";
import { removePost } from "./cache.ts";

interface Props {
  post: Post;
  onClose: () => void;
  onGone?: () => void;
}

export function DeletePostDialog({ post, onClose, onGone }: Props) {
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      title="Delete this post?"
      confirm="Delete post"
      danger
      onClose={onClose}
      onConfirm={async () => {
        await postsApi.delete(post.id);
        onGone?.();
        removePost(queryClient, post.id);
        countOwn(queryClient, "posts", -1);
        toast("Your post is deleted.");
      }}
    >
      It goes from every feed at once, with its likes and bookmarks. This cannot be undone.
    </ConfirmDialog>
  );
}
