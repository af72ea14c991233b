import { useEffect, useState, type RefObject } from "react";
import { isShortcut, shortcuts, shortcutsOn } from "./shortcuts.ts";

const editable = "input, textarea, select, [contenteditable=true], [role=menu], dialog";

/** Takes the keys of lists of posts inside of `list`. Answers whether the list of keys is asked for, and how to close it. */
export function useShortcuts(list: RefObject<HTMLElement | null>): { helpOpen: boolean; closeHelp: () => void } {
  const [helpOpen, setHelpOpen] = useState(false);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { key, target, ctrlKey, metaKey, altKey, defaultPrevented } = event;
      if (ctrlKey || metaKey || altKey || defaultPrevented || event.isComposing) return;
      if (target instanceof Element && target.closest(editable) !== null) return;
      if (document.querySelector("dialog[open]") !== null) return;
      if (key === "?") setHelpOpen(true);
      else if (isShortcut(key) && shortcutsOn() && list.current !== null) act(key, list.current);
      else return;
      event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [list]);

  return { helpOpen, closeHelp: () => setHelpOpen(false) };
}

function act(key: keyof typeof shortcuts, list: HTMLElement): void {
  const shortcut = shortcuts[key];
  const current = document.activeElement?.closest<HTMLElement>("[data-post]") ?? null;
  if ("move" in shortcut) return move(list, current, shortcut.move);
  current?.querySelector<HTMLElement>(`[data-action="${shortcut.press}"]`)?.click();
}

/** Focuses the neighbour; without a post in focus, the first one that is in sight. */
function move(list: HTMLElement, current: HTMLElement | null, step: 1 | -1): void {
  const posts = [...list.querySelectorAll<HTMLElement>("[data-post]")];
  const at = current === null ? -1 : posts.indexOf(current);
  const next = at < 0 ? posts.find((post) => post.getBoundingClientRect().top >= 0) : posts[at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
