import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { Post } from "../../../../contract/posts.ts";
import { postKeys } from "../../api/keys.ts";
import { type Mark, postsApi } from "../../api/posts.ts";
import { describeError } from "../../lib/describe-error.ts";
import { toast } from "../../ui/toast.ts";
import { useViewer } from "../auth/viewer.ts";
import { useInvite } from "../auth/use-invite.ts";
import { changePost } from "./cache.ts";
import { isMarked, withMark, withReaction } from "./marks.ts";

const invitations = { like: "Sign in to like this.", bookmark: "Sign in to keep this.", repost: "Sign in to repost." };
const failures = { like: "Not liked.", bookmark: "Not kept.", repost: "Not reposted." };

/**
 * Turns a mark of the viewer on or off: at once in every copy of the post, taken back when the server refuses. Presses in
 * quick succession are sent one after the other, so that the last one holds.
 */
export function useMark(post: Post, mark: Mark): { on: boolean; toggle: () => void } {
  const queryClient = useQueryClient();
  const viewer = useViewer();
  const invite = useInvite();
  const { id } = post;
  const mutationKey = ["mark", id];
  const { mutate } = useMutation({
    mutationKey,
    scope: { id: `mark ${id}` },
    mutationFn: (on: boolean) => postsApi.mark(id, mark, on),
    onMutate: (on) => changePost(queryClient, id, (copy) => withMark(copy, mark, on)),
    onSuccess: (reaction) => {
      // An answer that more presses are waiting behind would undo what they show.
      if (queryClient.isMutating({ mutationKey }) > 1) return;
      changePost(queryClient, id, (copy) => withReaction(copy, reaction));
    },
    onError: (error, on) => {
      changePost(queryClient, id, (copy) => withMark(copy, mark, !on));
      toast(`${on ? failures[mark] : "Not changed."} ${describeError(error).detail}`, { tone: "danger" });
    },
    onSettled: () => forgetListsOf(queryClient, mark, viewer?.username),
  });
  const on = isMarked(post, mark);
  return {
    on,
    toggle: () => {
      if (viewer === null) invite(invitations[mark]);
      else mutate(!on);
    },
  };
}

/** Lists that the mark adds to or takes from are read anew on the next visit; under the reader's eyes nothing moves. */
function forgetListsOf(queryClient: QueryClient, mark: Mark, username: string | undefined): void {
  if (mark === "bookmark") {
    void queryClient.invalidateQueries({ queryKey: postKeys.feed("bookmarks"), refetchType: "none" });
  }
  if (mark === "repost" && username !== undefined) {
    void queryClient.invalidateQueries({ queryKey: postKeys.ofPerson(username), refetchType: "none" });
  }
}
