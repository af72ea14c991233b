/** Posts that are to go out as soon as their uploads have arrived, by the slot of their draft. */
import { useSyncExternalStore } from "react";
import type { UploadList } from "../../media/upload-list.ts";

const waiting = new Map<string, AbortController>();
const listeners = new Set<() => void>();

function change(slot: string, stop: AbortController | null): void {
  if (stop === null) waiting.delete(slot);
  else waiting.set(slot, stop);
  listeners.forEach((listener) => listener());
}

/** Waits for all uploads of these lists: `ready`, `failed` when one of them did, or `stopped` by `stopWaiting`. */
export async function waitForUploads(
  slot: string,
  lists: readonly UploadList[],
): Promise<"ready" | "failed" | "stopped"> {
  const stop = new AbortController();
  change(slot, stop);
  try {
    const ready = await Promise.all(lists.map((list) => list.settled(stop.signal)));
    return ready.every(Boolean) ? "ready" : "failed";
  } catch (error) {
    if (stop.signal.aborted) return "stopped";
    throw error;
  } finally {
    change(slot, null);
  }
}

/** Goes on writing instead. */
export function stopWaiting(slot: string): void {
  waiting.get(slot)?.abort();
}

export function useWaiting(slot: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting.has(slot),
    () => false,
  );
}
