import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Conversation } from "../../../../contract/conversations.ts";
import { conversationKeys } from "../../api/keys.ts";
import { roomsApi } from "../../api/rooms.ts";
import { describeError } from "../../lib/describe-error.ts";
import { toast } from "../../ui/toast.ts";
import { changeConversation } from "../chat/cache.ts";
import { keepConversation } from "./cache.ts";

/** `rules` are the room's, for everybody in it; `own` is how the viewer wants to hear of it. */
type Change =
  | { rules: { slowModeSeconds?: number; retentionDays?: number | null } }
  | { own: { muted?: boolean; archived?: boolean } };

/** Changes a room's rules or one's own settings of it: at once, taken back with a word why when the server refuses. */
export function useUpdateRoom({ id }: Conversation): (change: Change) => void {
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    scope: { id: `room ${id}` },
    mutationFn: (change: Change) =>
      "own" in change ? roomsApi.configure(id, change.own) : roomsApi.update(id, change.rules),
    onMutate: (change) => {
      changeConversation(queryClient, id, (known) =>
        "own" in change ? { ...known, viewer: { ...known.viewer, ...change.own } } : { ...known, ...change.rules },
      );
    },
    onSuccess: (conversation) => keepConversation(queryClient, conversation),
    onError: (error) => {
      void queryClient.invalidateQueries({ queryKey: conversationKeys.detail(id) });
      void queryClient.invalidateQueries({ queryKey: conversationKeys.lists });
      toast(`Not changed. ${describeError(error).detail}`, { tone: "danger" });
    },
  });
  return mutate;
}
