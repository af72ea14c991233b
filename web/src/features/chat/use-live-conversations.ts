import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { loadPart } from "../../lib/load-part.ts";
import { conversationKeys } from "../../api/keys.ts";
import { setTitleCount } from "../../lib/title-count.ts";
import { hub } from "../../live/hub.ts";
import { useHubArrival, useHubEvent, useUnread } from "../../live/use-hub.ts";
import { viewerKey } from "../auth/viewer.ts";
import { takePreview } from "./cache.ts";

/**
 * Keeps conversations in step wherever in the app one is: the cached lists, the number in the title, and what was written
 * offline in rooms that are not open. Used once, by the shell.
 */
export function useLiveConversations(viewerId: string | null): void {
  const queryClient = useQueryClient();
  // One that cannot be read is read with its list the next time.
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: conversationKeys.lists });

  useHubEvent("conversation", ({ conversation, gone }) => {
    takePreview(queryClient, conversation, gone).catch(readAgain);
  });
  useHubArrival((again) => {
    if (again) void queryClient.invalidateQueries({ queryKey: conversationKeys.all });
    if (viewerId === null) return;
    // Comes with the first arrival, not with the page.
    void loadPart(() => import("../../live/send-waiting.ts")).then(({ sendWaiting }) => sendWaiting(viewerId));
  });
  // Asking for the account tells whether the session is over, and leads out if it is.
  useEffect(() => hub.onEnd(() => void queryClient.invalidateQueries({ queryKey: viewerKey })), [queryClient]);

  const { conversations } = useUnread();
  useEffect(() => {
    setTitleCount(conversations);
    return () => setTitleCount(0);
  }, [conversations]);
}
