import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { Conversation } from "../../../../contract/conversations.ts";
import { ApiError } from "../../api/error.ts";
import { conversationKeys, roomKeys } from "../../api/keys.ts";
import { roomsApi } from "../../api/rooms.ts";
import { describeError } from "../../lib/describe-error.ts";
import { toast } from "../../ui/toast.ts";
import { keepConversation } from "./cache.ts";

/** Joins a channel and opens it. A refusal is told. */
export function useJoin(): (channel: Conversation) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async ({ id }) => {
    try {
      keepConversation(queryClient, await roomsApi.join(id));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(`Not joined. ${describeError(error).detail}`, { tone: "danger" });
      return;
    }
    void queryClient.invalidateQueries({ queryKey: conversationKeys.lists });
    void queryClient.invalidateQueries({ queryKey: roomKeys.members(id) });
    await router.navigate({ to: "/messages/$conversationId", params: { conversationId: id } });
  };
}
