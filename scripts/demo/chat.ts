/** What people of the demo community write to each other when it is loaded: through the ordinary interface, each as themselves. */
import { setTimeout as wait } from "node:timers/promises";
import type { Conversation } from "../../contract/conversations.ts";
import { derivedId } from "../../contract/ids.ts";
import type { MessageSent } from "../../contract/messages.ts";
import type { User } from "../../contract/users.ts";
import { rooms } from "../../demo/chat/lines.ts";
import { type DemoDirect, type DemoWords, directs, today } from "../../demo/chat/today.ts";
import type { Api } from "../import/api.ts";

/** Signed-in clients by username. */
type Clients = ReadonlyMap<string, Api>;
type Place = Pick<Conversation, "id" | "createdAt">;

/** Writes all of it; doing so again writes nothing twice. */
export async function writeToday(clients: Clients): Promise<void> {
  await Promise.all([
    ...directs.map((direct) => talk(clients, direct)),
    ...[...Map.groupBy(today, ({ room }) => room)].map(([room, words]) => speakUp(clients, room, words)),
  ]);
}

/** Between two: whoever stands first begins. */
async function talk(clients: Clients, { key, people: [first, second], messages }: DemoDirect): Promise<void> {
  const client = clientOf(clients, first);
  const { id } = await client.call<User>(`/v1/users/${second}`);
  const direct = await client.call<Conversation>("/v1/conversations", { json: { type: "direct", memberIds: [id] } });
  await write(clients, direct, key, messages);
}

/** In a channel or a group that was imported before. */
async function speakUp(clients: Clients, key: string, words: readonly DemoWords[]): Promise<void> {
  const name = rooms.find((room) => room.key === key)?.name ?? "";
  const room = await findRoom(clientOf(clients, words[0]?.by ?? ""), name);
  await write(clients, room, key, words);
}

/** A room of the client's person by its name; it may take a moment until their list has it. */
async function findRoom(client: Api, name: string): Promise<Place> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    const { items } = await client.call<{ items: Conversation[] }>("/v1/conversations?limit=100");
    const room = items.find((conversation) => conversation.name === name);
    if (room) return room;
    await wait(250);
  }
  throw new Error(`The demo community has no room called ${name}.`);
}

/** One after the other: each is there before the next is written. */
async function write(clients: Clients, place: Place, key: string, words: readonly DemoWords[]): Promise<void> {
  for (const [index, { by, text }] of words.entries()) {
    const id = await derivedId(`stoa-demo ${key} ${index}`, Date.parse(place.createdAt));
    const json = { id, content: text };
    await clientOf(clients, by).call<MessageSent>(`/v1/conversations/${place.id}/messages`, { json });
  }
}

function clientOf(clients: Clients, username: string): Api {
  const client = clients.get(username);
  if (!client) throw new Error(`Nobody can sign in as ${username}.`);
  return client;
}
