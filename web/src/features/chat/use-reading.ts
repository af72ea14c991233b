/** What counts as read, where the new-message line stands, and how much came while one was reading further up. */
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import type { RoomConnection } from "../../live/room.ts";
import { isMessage } from "../../live/room-events.ts";
import type { Entry, RoomState } from "../../live/room-state.ts";
import { shownStretch } from "../../live/stretch.ts";

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

/** Whether the page is on the screen. */
export function usePageVisible(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => document.visibilityState === "visible",
    () => true,
  );
}

interface Reading {
  /** The line stands after this seq; null for none. */
  newAfter: number | null;
  /** Messages by others further down, as far as they are new. */
  newBelow: number;
  /** Takes the line away: the viewer has answered. */
  dropLine: () => void;
}

export function useReading(
  room: RoomConnection,
  state: RoomState,
  conversation: Conversation,
  atEnd: boolean,
  covered: boolean,
): Reading {
  const pageVisible = usePageVisible();
  const visible = pageVisible && !covered;
  const reading = visible && atEnd;
  const newest = newestByOthers(shownStretch(state).items, state.viewerId);
  const [newAfter, setNewAfter] = useState(conversation.unread > 0 ? conversation.viewer.readUpTo : null);
  const [seenUpTo, setSeenUpTo] = useState(Math.max(newest, conversation.viewer.readUpTo));

  if (reading && seenUpTo < newest) setSeenUpTo(newest);
  useEffect(() => {
    if (state.loaded && reading) room.markRead(newest);
  }, [room, state.loaded, reading, newest]);

  // Whoever comes back from another window finds the line above what came meanwhile.
  useEffect(() => {
    if (visible) return;
    const { readUpTo } = room.getState();
    return () => {
      if (newestByOthers(room.getState().items, state.viewerId) > readUpTo && readUpTo > 0) setNewAfter(readUpTo);
    };
  }, [visible, room, state.viewerId]);

  const newBelow = atEnd && state.past === null ? 0 : countBelow(state, conversation, seenUpTo);
  return { newAfter, newBelow, dropLine: () => setNewAfter(null) };
}

/** What is loaded is counted; of what is not, the conversation tells how much is unread. */
function countBelow(state: RoomState, { unread, viewer }: Conversation, seenUpTo: number): number {
  const loaded = countByOthers(state.items, state.viewerId, seenUpTo);
  const readUpTo = Math.max(state.readUpTo, viewer.readUpTo);
  const isKnown = state.past === null || readUpTo >= state.firstSeq;
  return isKnown ? loaded : Math.max(unread, loaded);
}

function newestByOthers(items: readonly Entry[], viewerId: string): number {
  return items.findLast((item) => isMessage(item) && item.senderId !== viewerId)?.seq ?? 0;
}

function countByOthers(items: readonly Entry[], viewerId: string, after: number): number {
  let count = 0;
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i];
    if (item === undefined || item.seq <= after) break;
    if (isMessage(item) && item.senderId !== viewerId && !item.deleted) count += 1;
  }
  return count;
}
