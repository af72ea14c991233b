/** What every line of a room can reach. It changes seldom, so that lines which did not change are not rendered again. */
import { createContext, use } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import type { Me, UserCard } from "../../../../contract/users.ts";
import type { RoomConnection } from "../../live/room.ts";

export interface RoomContextValue {
  room: RoomConnection;
  viewer: Me;
  conversation: Conversation;
  /** Everybody who appears in the room, as far as they are known. */
  people: ReadonlyMap<string, UserCard>;
  mayWrite: boolean;
  mayPin: boolean;
  /** Deletes messages of others. */
  mayModerate: boolean;
  /** Begins an answer to a message, by its seq. */
  reply: (messageSeq: number) => void;
  /** Begins to change one of one's own messages; null stops. */
  edit: (messageSeq: number | null) => void;
  /** Shows a message, wherever in the history it is. */
  jumpTo: (messageSeq: number) => void;
}

export const RoomContext = createContext<RoomContextValue | null>(null);

export function useRoomContext(): RoomContextValue {
  const value = use(RoomContext);
  if (value === null) throw new Error("This part stands outside of a room.");
  return value;
}

/** What somebody is called; a stand-in while they are not known, or when they are gone. */
export function useNameOf(): (userId: string) => string {
  const { people, viewer } = useRoomContext();
  return (userId) => (userId === viewer.id ? viewer.displayName : (people.get(userId)?.displayName ?? "Somebody"));
}
