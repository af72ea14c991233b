import { useSyncExternalStore } from "react";

/** The breakpoint `2xl` (styles/tokens.css), from which something can stand beside a screen that takes both columns. */
const wide = "(width >= 90rem)";

function subscribe(listener: () => void): () => void {
  const query = matchMedia(wide);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the window has room for a column more. */
export function useWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(wide).matches,
    () => false,
  );
}
