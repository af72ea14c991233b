/** What people have begun to write: kept on this device until it is sent, so that a reload loses nothing. */
import { useCallback, useSyncExternalStore } from "react";
import { recall, remember } from "./storage.ts";

const prefix = "stoa.draft.";
const drafts = new Map<string, unknown>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read<D extends object>(slot: string, empty: D): D {
  const known = drafts.get(slot) as D | undefined;
  if (known !== undefined) return known;
  const draft = parsed(recall(prefix + slot), empty);
  drafts.set(slot, draft);
  return draft;
}

/** Fields that a later version of the page has and an older one did not write are those of the empty draft. */
function parsed<D extends object>(text: string | null, empty: D): D {
  if (text === null) return empty;
  try {
    const stored: unknown = JSON.parse(text);
    return typeof stored === "object" && stored !== null ? { ...empty, ...stored } : empty;
  } catch (error) {
    if (error instanceof SyntaxError) return empty;
    throw error;
  }
}

function show(slot: string, draft: object): void {
  drafts.set(slot, draft);
  listeners.forEach((listener) => listener());
}

export const draftStore = {
  /** The draft of a slot as it is now. */
  get: read,
  /** Shows a draft and keeps it. */
  put(slot: string, draft: object): void {
    remember(prefix + slot, JSON.stringify(draft));
    show(slot, draft);
  },
  /** Shows an empty draft while what was written is on its way; what is kept stays until `forget`. */
  setAside(slot: string, empty: object): void {
    show(slot, empty);
  },
  /** Keeps nothing any more. */
  forget(slot: string): void {
    remember(prefix + slot, null);
  },
};

/** The draft of a slot, and a function that puts another in its place. `empty` must be the same object at each call. */
export function useDraft<D extends object>(slot: string, empty: D): [draft: D, put: (draft: D) => void] {
  const draft = useSyncExternalStore(
    subscribe,
    () => read(slot, empty),
    () => empty,
  );
  const put = useCallback((next: D) => draftStore.put(slot, next), [slot]);
  return [draft, put];
}
