/** Finding the conversation of a message that is known by its id alone. */
import { hubAddress, roomAddress } from "../../../durable-objects/addresses.ts";
import { notFound } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";

/** Conversations of each list that are looked in, those with the latest messages. */
const lookedIn = 100;
/** Rooms that are asked at once. */
const atOnce = 50;

const lists = [
  { state: "member", archived: false },
  { state: "member", archived: true },
  { state: "request", archived: false },
] as const;

/** The viewer's conversation that has the message. Throws `not_found` where none of those looked in has it. */
export async function conversationOf({ env, viewer }: SignedInScope, messageId: string): Promise<string> {
  const hub = hubAddress(env, viewer.id);
  const pages = await Promise.all(lists.map((list) => hub.inbox({ ...list, before: null, limit: lookedIn })));
  const ids = pages.flatMap(({ entries, large }) => [...entries, ...large].map(({ conversationId }) => conversationId));
  for (let from = 0; from < ids.length; from += atOnce) {
    const asked = ids.slice(from, from + atOnce);
    const found = await Promise.all(asked.map((id) => roomAddress(env, id).seqOf(messageId)));
    const id = asked.find((_, i) => found[i] !== null);
    if (id !== undefined) return id;
  }
  throw notFound("message");
}
