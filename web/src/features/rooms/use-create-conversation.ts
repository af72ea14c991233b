import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { createIdempotencyKeys } from "../../api/idempotency.ts";
import { roomKeys } from "../../api/keys.ts";
import { type NewConversation, roomsApi } from "../../api/rooms.ts";
import { keepConversation } from "./cache.ts";

/** Makes a conversation and opens it. A second direct one with the same person opens the first. Throws what the call throws. */
export function useCreateConversation(): (body: NewConversation) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [keys] = useState(createIdempotencyKeys);
  return async (body) => {
    const conversation = await roomsApi.create(body, keys.keyFor(body));
    keys.done();
    keepConversation(queryClient, conversation);
    if (body.type === "channel") {
      void queryClient.invalidateQueries({ queryKey: roomKeys.channels, refetchType: "none" });
    }
    await router.navigate({ to: "/messages/$conversationId", params: { conversationId: conversation.id } });
  };
}
