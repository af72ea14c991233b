import { useQueryClient } from "@tanstack/react-query";
import { conversationKeys } from "../../api/keys.ts";
import { useHubArrival, useHubEvent } from "../../live/use-hub.ts";
import { takePreview } from "./cache.ts";

/** Keeps the cached conversations in step with what the hub tells. Used once, by the shell. */
export function useLiveConversations(): void {
  const queryClient = useQueryClient();
  // One that cannot be read is read with its list the next time.
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: conversationKeys.lists });
  useHubEvent("conversation", ({ conversation, gone }) => {
    takePreview(queryClient, conversation, gone).catch(readAgain);
  });
  useHubArrival((again) => {
    if (again) void queryClient.invalidateQueries({ queryKey: conversationKeys.all });
  });
}
