import { useSyncExternalStore } from "react";
import type { Message } from "../../../../contract/messages.ts";
import { isMessage } from "../../live/room-events.ts";
import type { RoomState } from "../../live/room-state.ts";
import { useRoomContext } from "./room-context.ts";

/** The message with this seq, if it is loaded. */
export function loadedMessage({ items, past }: RoomState, messageSeq: number | null): Message | null {
  if (messageSeq === null) return null;
  const isIt = ({ seq }: { seq: number }) => seq === messageSeq;
  const entry = items.find(isIt) ?? past?.items.find(isIt);
  return entry !== undefined && isMessage(entry) ? entry : null;
}

export function useLoadedMessage(messageSeq: number | null): Message | null {
  const { room } = useRoomContext();
  const find = () => loadedMessage(room.getState(), messageSeq);
  return useSyncExternalStore(room.subscribe, find, find);
}
