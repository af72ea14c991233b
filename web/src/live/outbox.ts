/**
 * Messages that the room has not acknowledged, kept on this device: a reload or a day without network loses none. Each has
 * an entry of its own, so that two windows never overwrite each other's.
 */
import { recall, remember, remembered } from "../lib/storage.ts";
import type { Pending } from "./room-pending.ts";

const prefix = "stoa.outbox.";
const roomPrefix = (viewerId: string, conversationId: string) => `${prefix}${viewerId}.${conversationId}.`;

export interface Outbox {
  /** What waits, in the order in which it was written. */
  load(): Pending[];
  keep(message: Pending): void;
  drop(id: string): void;
  /** Calls with the id of a message that another window has sent or thrown away. */
  onDropped(listener: (id: string) => void): () => void;
}

export function outboxOf(viewerId: string, conversationId: string): Outbox {
  const names = roomPrefix(viewerId, conversationId);
  return {
    load() {
      // ULIDs sort by the time at which they were made.
      const kept = remembered(names).toSorted().map(readEntry);
      return kept.filter((message) => message !== null);
    },
    keep: (message) => remember(names + message.id, JSON.stringify(message)),
    drop: (id) => remember(names + id, null),
    onDropped(listener) {
      const onStorage = ({ key, newValue }: StorageEvent) => {
        if (key?.startsWith(names) === true && newValue === null) listener(key.slice(names.length));
      };
      addEventListener("storage", onStorage);
      return () => removeEventListener("storage", onStorage);
    },
  };
}

/** Ids of the conversations in which something waits. */
export function conversationsWaiting(viewerId: string): string[] {
  const own = `${prefix}${viewerId}.`;
  const ids = remembered(own).map((name) => name.slice(own.length).split(".")[0] ?? "");
  return [...new Set(ids)];
}

function readEntry(name: string): Pending | null {
  try {
    const kept: unknown = JSON.parse(recall(name) ?? "null");
    return isPending(kept) ? { ...kept, media: mediaOf(kept) } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What an earlier version of the page kept has none. */
function mediaOf({ media }: { media?: unknown }): Pending["media"] {
  return Array.isArray(media) ? (media as Pending["media"]) : [];
}

function isPending(value: unknown): value is Pending {
  if (typeof value !== "object" || value === null) return false;
  const { id, content, state } = value as Partial<Pending>;
  return typeof id === "string" && typeof content === "string" && (state === "waiting" || state === "failed");
}
