/** What conversations and the people in them are called. */
import type { Conversation } from "../../../../contract/conversations.ts";
import type { UserCard } from "../../../../contract/users.ts";

type Named = Pick<Conversation, "type" | "name" | "members">;

/** The other person of a direct conversation; null for other kinds, or when they are gone. */
export function otherOf({ type, members }: Named, viewerId: string): UserCard | null {
  if (type !== "direct") return null;
  return members.find(({ id }) => id !== viewerId) ?? null;
}

/** Name of a conversation as this person sees it. */
export function titleOf(conversation: Named, viewerId: string): string {
  const { type, name, members } = conversation;
  if (name !== null) return name;
  if (type === "direct") return otherOf(conversation, viewerId)?.displayName ?? "Somebody who has left";
  if (type === "subject") return "Discussion";
  const others = members.filter(({ id }) => id !== viewerId).map(({ displayName }) => displayName);
  if (others.length === 0) return "Only you";
  return others.length > 3 ? `${others.slice(0, 3).join(", ")} and ${others.length - 3} more` : others.join(", ");
}
