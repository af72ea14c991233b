import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";

/** What text links to inside of this site; other addresses may be the API's or its documentation. */
const places = /^\/(posts|people|tags)\//;

/** Follows links to this site inside of HTML from the server without loading the page anew. For `onClick` of what holds them. */
export function useInternalLinks(): (event: MouseEvent<HTMLElement>) => void {
  const router = useRouter();
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || !isPlainClick(event) || link.origin !== location.origin || !places.test(link.pathname)) return;
    event.preventDefault();
    void router.navigate({ href: link.pathname + link.search + link.hash });
  };
}

/** A press that means "here", not "in a new tab" or "download". */
export function isPlainClick(event: MouseEvent): boolean {
  const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return !event.defaultPrevented && button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
