/** Conversations of tests, made through the API by those who begin them. */
import type { Conversation } from "../../contract/conversations.ts";
import { newId } from "../../contract/ids.ts";
import type { HistoryPage, MessageSent } from "../../contract/messages.ts";
import { api, type Person } from "./people.ts";

let made = 0;

async function make(as: Person, body: Record<string, unknown>): Promise<Conversation> {
  const answer = await api<Conversation>("/v1/conversations", { as, body });
  if (answer.status !== 201) throw new Error(`conversation: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Begins a direct conversation. */
export function makeDirect(as: Person, other: Pick<Person, "id">): Promise<Conversation> {
  return make(as, { type: "direct", memberIds: [other.id] });
}

/** Begins a group with these people; a name of its own unless `fields` say otherwise. */
export function makeGroup(
  owner: Person,
  members: readonly Pick<Person, "id">[] = [],
  fields: Record<string, unknown> = {},
): Promise<Conversation> {
  made += 1;
  return make(owner, { type: "group", name: `Group ${made}`, memberIds: members.map(({ id }) => id), ...fields });
}

/** Opens a channel. */
export function makeChannel(owner: Person, fields: Record<string, unknown> = {}): Promise<Conversation> {
  made += 1;
  return make(owner, { type: "channel", name: `Channel ${made}`, ...fields });
}

/** Sends a message over HTTP. */
export async function sendMessage(
  as: Person,
  conversationId: string,
  content = `Message ${(made += 1)}`,
): Promise<MessageSent> {
  const answer = await api<MessageSent>(`/v1/conversations/${conversationId}/messages`, {
    as,
    body: { id: newId(), content },
  });
  if (answer.status !== 201) throw new Error(`message: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The newest history of a conversation. */
export async function readHistory(as: Person, conversationId: string): Promise<HistoryPage> {
  const answer = await api<HistoryPage>(`/v1/conversations/${conversationId}/messages`, { as });
  if (answer.status !== 200) throw new Error(`history: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
