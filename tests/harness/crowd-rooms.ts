/** Conversations of a crowd: for one person 30 of each list, and a group with more of everything than a page shows. */
import { newId } from "../../contract/ids.ts";
import { hubAddress, roomAddress } from "../../durable-objects/addresses.ts";
import type { InboxEntry } from "../../durable-objects/chat-room/types.ts";
import { makeGroup } from "./conversations.ts";
import { env, type Person } from "./people.ts";

const each = 30;
const idOf = (kind: string, n: number) => `0${kind}${String(n).padStart(25 - kind.length, "0")}`;
const numbers = Array.from({ length: each }, (_, i) => i);

/** Makes the rooms of `main`, who knows the people `personId(0)` and following. Answers the group's id. */
export async function makeCrowdRooms(main: Person, personId: (n: number) => string): Promise<{ groupId: string }> {
  await makeDirects(main, "member", "A", personId);
  await makeDirects(main, "request", "B", (n) => personId(n + each));
  await env.DB.batch(
    numbers.map((n) =>
      env.DB.prepare(
        "INSERT INTO conversations (id, type, name, name_key, last_at, created_at) VALUES (?1, 'channel', ?2, ?2, ?3, ?3)",
      ).bind(idOf("C", n), `crowd of every crowded ${n}`, n),
    ),
  );
  return { groupId: await makeFullGroup(main, personId) };
}

async function makeDirects(main: Person, state: "member" | "request", kind: string, otherId: (n: number) => string) {
  const rows = numbers.flatMap((n) => [
    env.DB.prepare(
      "INSERT INTO conversations (id, type, member_count, last_at, created_at) VALUES (?1, 'direct', 2, ?2, ?2)",
    ).bind(idOf(kind, n), n),
    env.DB.prepare(
      `INSERT INTO conversation_members (conversation_id, user_id, role, state, joined_at)
        VALUES (?1, ?2, 'member', ?3, 1), (?1, ?4, 'member', 'member', 1)`,
    ).bind(idOf(kind, n), main.id, state, otherId(n)),
  ]);
  await env.DB.batch(rows);
  await hubAddress(env, main.id).project(
    numbers.map((n): InboxEntry => ({
      conversationId: idOf(kind, n),
      type: "direct",
      revision: 1,
      state,
      role: "member",
      muted: false,
      archived: false,
      readUpTo: 0,
      unread: 0,
      mentions: 0,
      lastMessage: null,
      lastAt: n,
      large: false,
    })),
  );
}

async function makeFullGroup(main: Person, personId: (n: number) => string): Promise<string> {
  const { id } = await makeGroup(
    main,
    numbers.map((n) => ({ id: personId(n) })),
  );
  const room = roomAddress(env, id);
  for (const n of numbers) {
    const sent = await room.post(main.id, { id: newId(), content: `Crowded ${n}` }, null);
    if (!sent.ok) throw new Error(sent.detail);
    await room.pin(main.id, sent.value.seq, true);
  }
  for (const n of numbers) {
    await room.ban(main.id, personId(n + 100));
    await room.invite(main.id, { expiresAt: Date.now() + 3_600_000, maxUses: null });
  }
  return id;
}
