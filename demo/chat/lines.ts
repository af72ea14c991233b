/** Channels and groups of the demo community as lines of an import. Pure. */
import type { ImportInput } from "../../contract/import.ts";
import type { DemoMessage, DemoRoom } from "../shape.ts";
import { channels } from "./channels.ts";
import { groups } from "./groups.ts";

export const rooms: readonly DemoRoom[] = [...channels, ...groups];

export interface ChatLines {
  conversations: ImportInput[];
  messages: ImportInput[];
}

/** The time that was so many minutes ago. */
export type At = (minutesAgo: number) => string;

export function chatLines(source: string, at: At): ChatLines {
  return {
    conversations: rooms.map((room) => roomLine(source, room, at)),
    messages: rooms.flatMap((room) =>
      room.messages.map((message, index) => messageLine(source, room, message, index, at)),
    ),
  };
}

function roomLine(source: string, { key, type, name, topic, owner, members, messages }: DemoRoom, at: At): ImportInput {
  const begun = Math.max(0, ...messages.map(({ ago }) => ago)) + 10;
  return {
    kind: "conversation",
    source,
    externalId: key,
    type,
    name,
    ...(topic !== undefined && { topic }),
    owner,
    members: members.split(" "),
    createdAt: at(begun),
  };
}

function messageLine(
  source: string,
  room: DemoRoom,
  { by, ago, text, answers }: DemoMessage,
  index: number,
  at: At,
): ImportInput {
  return {
    kind: "message",
    source,
    externalId: String(index + 1),
    conversation: room.key,
    sender: by,
    content: text,
    ...(answers !== undefined && { replyTo: String(index + 1 - answers) }),
    createdAt: at(ago),
  };
}
