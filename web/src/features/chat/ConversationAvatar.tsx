import type { Conversation } from "../../../../contract/conversations.ts";
import { LiveAvatar } from "../presence/LiveAvatar.tsx";
import { RoomSign } from "../rooms/RoomSign.tsx";
import { otherOf } from "./naming.ts";

interface Props {
  conversation: Conversation;
  viewerId: string;
  size?: 40 | 48 | 64;
}

/** The other person with the dot of their presence, or the sign of a group or channel. Decoration beside a name. */
export function ConversationAvatar({ conversation, viewerId, size = 48 }: Props) {
  const other = otherOf(conversation, viewerId);
  if (other !== null) return <LiveAvatar person={other} size={size} />;
  return <RoomSign conversation={conversation} size={size} />;
}
