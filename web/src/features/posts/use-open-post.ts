import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { isPlainClick } from "../../lib/internal-links.ts";

const parts = "a, button, input, select, textarea, label, summary, dialog, video, audio, [role=menu]";

/**
 * Opens a post when its card is pressed anywhere but on a part with a purpose of its own; with the middle button or a
 * modifier in a new tab. A press that ends a selection of text opens nothing.
 */
export function useOpenPost(postId: string): (event: MouseEvent<HTMLElement>) => void {
  const router = useRouter();
  return (event) => {
    const { target, currentTarget } = event;
    // What a portal shows (a menu, a dialog) is inside the card for React, but not on the page.
    if (!(target instanceof Element) || !currentTarget.contains(target) || target.closest(parts) !== null) return;
    if (getSelection()?.isCollapsed === false) return;
    const location = { to: "/posts/$postId", params: { postId } } as const;
    if (isPlainClick(event)) void router.navigate(location);
    else if (event.button === 1 || event.metaKey || event.ctrlKey) {
      window.open(router.buildLocation(location).href, "_blank", "noopener");
    }
  };
}
