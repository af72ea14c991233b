/** Keys that work in lists of posts, and the switch that turns them off on this device. */
import { useSyncExternalStore } from "react";
import { recall, remember } from "../../lib/storage.ts";

/** What a key does: moves between posts, presses a part of the post that has the focus, or opens something. */
export const shortcuts = {
  j: { does: "Next post", move: 1 },
  k: { does: "Previous post", move: -1 },
  o: { does: "Open the post", press: "open" },
  l: { does: "Like", press: "like" },
  b: { does: "Bookmark", press: "bookmark" },
  r: { does: "Reply", press: "reply" },
} as const satisfies Record<string, { does: string; move?: 1 | -1; press?: string }>;

export type ShortcutKey = keyof typeof shortcuts;

export function isShortcut(key: string): key is ShortcutKey {
  return Object.hasOwn(shortcuts, key);
}

const storageKey = "stoa.shortcuts";
const listeners = new Set<() => void>();

/**
 * Keys of one letter get in the way of those who speak to their computer: they can be turned off (WCAG 2.2, 2.1.4).
 */
export function shortcutsOn(): boolean {
  return recall(storageKey) !== "off";
}

export function turnShortcuts(on: boolean): void {
  remember(storageKey, on ? null : "off");
  listeners.forEach((listener) => listener());
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shortcutsOn,
    () => true,
  );
}
