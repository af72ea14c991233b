/**
 * Drafts to which something is attached, by slot, from the moment it was chosen; the draft itself names what the server knows. Apart
 * from what uploads, so that a screen can ask without loading that.
 */
import { useSyncExternalStore } from "react";

const attaching = new Set<string>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setAttaching(slot: string, on: boolean): void {
  if (attaching.has(slot) === on) return;
  if (on) attaching.add(slot);
  else attaching.delete(slot);
  listeners.forEach((listener) => listener());
}

export function useAttaching(slot: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => attaching.has(slot),
    () => false,
  );
}
