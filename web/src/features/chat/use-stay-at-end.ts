import { type RefObject, useEffect } from "react";

/**
 * Whoever is at the newest line stays there when the place for lines gets smaller: a keyboard opens, or what one writes and
 * attaches takes more room. `nearEnd`: pixels from the end within which one counts as being there.
 */
export function useStayAtEnd(scroller: RefObject<HTMLElement | null>, nearEnd: number): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    let atEnd = false;
    const look = () => {
      atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
    };
    // A place that gets smaller scrolls nothing: what was seen last still holds.
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(() => {
      if (atEnd) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller, nearEnd]);
}
