import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import type { StoredEvent } from "../../../../contract/live/room.ts";
import { conversationKeys, roomKeys } from "../../api/keys.ts";
import { RoomConnection } from "../../live/room.ts";
import type { RoomState } from "../../live/room-state.ts";
import { toast } from "../../ui/toast.ts";
import { isOutside } from "../rooms/abilities.ts";
import { changeConversation } from "./cache.ts";

const usualPage = 50;
const largestPage = 100;

export interface OpenRoom {
  room: RoomConnection;
  state: RoomState;
  /** Why the first page could not be read, while it cannot. */
  failure: unknown;
}

/** The connection of a room for as long as it is on the screen. The conversation is the one of the first render. */
export function useRoom(conversation: Conversation, viewerId: string): OpenRoom {
  const queryClient = useQueryClient();
  const [room] = useState(() => {
    const { id: conversationId, unread } = conversation;
    return new RoomConnection({
      viewerId,
      conversationId,
      live: !isOutside(conversation),
      // Where a little more is unread than fits, the line above the new messages is there from the start.
      firstPage: Math.min(largestPage, Math.max(usualPage, unread + 20)),
      onNotice: (detail) => toast(detail, { tone: "danger" }),
      onStored: (event) => follow(queryClient, conversationId, event),
    });
  });
  useEffect(() => {
    room.start();
    return () => room.stop();
  }, [room]);
  const state = useSyncExternalStore(room.subscribe, room.getState, room.getState);
  const failure = useSyncExternalStore(room.subscribe, room.getFailure, room.getFailure);
  return { room, state, failure };
}

/** What an event changes outside of the room's own lines. */
function follow(queryClient: QueryClient, conversationId: string, event: StoredEvent): void {
  switch (event.t) {
    case "renamed": {
      const { name, topic } = event;
      return changeConversation(queryClient, conversationId, (known) => ({ ...known, name, topic }));
    }
    case "pinned":
    case "deleted":
      return void queryClient.invalidateQueries({ queryKey: roomKeys.pins(conversationId) });
    case "joined":
    case "left":
    case "role":
      void queryClient.invalidateQueries({ queryKey: roomKeys.members(conversationId) });
      return void queryClient.invalidateQueries({ queryKey: conversationKeys.detail(conversationId) });
    case "message":
      // Hubs tell nothing of messages in large rooms; whoever has the room open knows.
      return changeConversation(queryClient, conversationId, (known) => withLast(known, event));
    case "edited":
    case "reaction":
    case "hidden":
  }
}

function withLast(known: Conversation, event: Extract<StoredEvent, { t: "message" }>): Conversation {
  if ((known.lastMessage?.seq ?? 0) >= event.seq) return known;
  const { seq, id, senderId, content, deleted = false, createdAt } = event;
  return { ...known, lastMessage: { seq, id, senderId, content, deleted, createdAt } };
}
