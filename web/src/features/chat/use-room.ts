import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import type { StoredEvent } from "../../../../contract/live/room.ts";
import { conversationKeys, roomKeys } from "../../api/keys.ts";
import { attachmentsOf } from "../../media/show/words.ts";
import { RoomConnection } from "../../live/room.ts";
import type { Change, RoomState } from "../../live/room-state.ts";
import { toast } from "../../ui/toast.ts";
import { isOutside } from "../rooms/abilities.ts";
import { changeConversation } from "./cache.ts";
import { putEdit, takeBackEdit } from "./message-draft.ts";

/** Messages that the newest page surely holds. */
const firstPage = 50;

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
    const { id: conversationId, unread, viewer } = conversation;
    return new RoomConnection({
      viewerId,
      conversationId,
      live: !isOutside(conversation),
      openAfter: unread >= firstPage ? viewer.readUpTo : null,
      onNotice: (detail) => toast(detail, { tone: "danger" }),
      onStored: (event) => follow(queryClient, conversationId, event),
      onSettings: ({ slowModeSeconds, retentionDays }) =>
        changeConversation(queryClient, conversationId, (known) => ({ ...known, slowModeSeconds, retentionDays })),
      onMissed: () => readAnew(queryClient, conversationId),
      onRefused: (change) => keepRefused(conversationId, change),
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

/** What was read of the room outside of its lines, read again. */
function readAnew(queryClient: QueryClient, conversationId: string): void {
  for (const queryKey of [
    conversationKeys.detail(conversationId),
    roomKeys.members(conversationId),
    roomKeys.pins(conversationId),
  ]) {
    void queryClient.invalidateQueries({ queryKey });
  }
}

/** Words that were refused go back to where they can be changed and saved again. */
function keepRefused(conversationId: string, change: Change): void {
  if (change.t !== "edit") return;
  const edit = { messageSeq: change.messageSeq, text: change.content };
  if (takeBackEdit(conversationId, edit)) return;
  toast("A change was not saved.", {
    tone: "danger",
    action: { label: "Change it again", run: () => putEdit(conversationId, edit) },
  });
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
  const { seq, id, senderId, content, media, deleted = false, createdAt } = event;
  const brought = media.length > 0 && { attachments: attachmentsOf(media) };
  return { ...known, lastMessage: { seq, id, senderId, content, ...brought, deleted, createdAt } };
}
