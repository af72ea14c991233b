import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type RefObject } from "react";
import type { Subject } from "../../../../contract/live/hub.ts";
import { watchSight } from "../../lib/on-screen.ts";
import { hub } from "../../live/hub.ts";
import { useViewer } from "../auth/viewer.ts";
import { changePost } from "./cache.ts";
import { withLiveCounts } from "./marks.ts";
import { seenPosts } from "./seen-posts.ts";

export const subjectOf = (postId: string): Subject => `post:${postId}`;

/**
 * Keeps a post's numbers live while the element with the answered ref is on the screen, and tells the server when somebody
 * has really seen it. Null: a post that is still under way.
 */
export function useLivePost<E extends HTMLElement>(id: string | null): RefObject<E | null> {
  const element = useRef<E>(null);
  const queryClient = useQueryClient();
  const signedIn = useViewer() !== null;
  useEffect(() => {
    if (element.current === null || id === null || !signedIn) return;
    let stop: (() => void) | null = null;
    return watchSight(element.current, ({ visible, mostly }) => {
      if (visible) stop ??= watchCounts(queryClient, id);
      else {
        stop?.();
        stop = null;
      }
      seenPosts.sight(id, mostly);
    });
  }, [id, signedIn, queryClient]);
  return element;
}

function watchCounts(queryClient: QueryClient, id: string): () => void {
  const subject = subjectOf(id);
  const unwatch = hub.watch({ subjects: [subject] });
  const unsubscribe = hub.subscribe("count", (event) => {
    // What the viewer has just pressed is ahead of what the counter read.
    if (event.subject !== subject || queryClient.isMutating({ mutationKey: ["mark", id] }) > 0) return;
    changePost(queryClient, id, (post) => withLiveCounts(post, event.values));
  });
  return () => {
    unsubscribe();
    unwatch();
  };
}
