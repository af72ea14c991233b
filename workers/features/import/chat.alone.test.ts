import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Conversation } from "../../../contract/conversations.ts";
import type { ImportInput } from "../../../contract/import.ts";
import type { HistoryItem, HistoryPage } from "../../../contract/messages.ts";
import { conversationMembers, conversations, outbox, totals, users } from "../../../db/schema.ts";
import { importer, place, send } from "../../../tests/harness/imports.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { forgetInRooms } from "../conversations/actions.ts";
import { signAccess } from "../../http/tokens.ts";
import { systemScope } from "../../effects/consumer.ts";
import { parseConfig } from "../../env.ts";

import { newId } from "../../../contract/ids.ts";

const at = (seconds: number) => ({ createdAt: new Date(Date.UTC(2010, 4, 2) + seconds * 1000).toISOString() });

async function history(id: string, as: Person): Promise<HistoryPage> {
  const { status, body } = await api(`/v1/conversations/${id}/messages?limit=100`, { as });
  expect(status).toBe(200);
  return body as HistoryPage;
}

const words = (item: HistoryItem) => ("content" in item ? item.content : "t" in item ? item.t : "");

/** Somebody who was brought, so that tests can ask as them. */
async function asBrought(id: string): Promise<Person> {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  if (!user) throw new Error("was not brought");
  const sessionId = newId();
  const token = await signAccess(parseConfig(env), { id, role: user.role, sessionId });
  return { id, username: user.username, email: "", role: user.role, sessionId, token };
}

describe("conversations of an import", () => {
  it("are channels that anybody reads, with what was said in order of time, and who came and went", async () => {
    const { person, conversation, message, membership, id } = place();
    const { status, body } = await send([
      message("2", "c", "b", { content: "Second", replyTo: "1", ...at(2) }),
      membership("3", "c", "b", "left", at(3)),
      message("1", "c", "a", { content: "First", ...at(1) }),
      membership("0", "c", "b", "joined", at(0)),
      conversation("c", { name: "#gardens", topic: "Of old" }),
      person("a"),
      person("b"),
    ]);
    expect(status).toBe(200);
    expect(body).toEqual({ accepted: 7, repeated: 0, refused: [] });

    const reader = await makePerson();
    const { items } = await history(await id("conversation", "c"), reader);
    expect(items.map(words)).toEqual(["joined", "First", "Second", "left"]);
    expect(items).toMatchObject([
      { userId: await id("person", "b"), ...at(0) },
      { senderId: await id("person", "a"), replyTo: null, ...at(1) },
      { senderId: await id("person", "b"), replyTo: items[1]?.seq, ...at(2) },
      { userId: await id("person", "b"), reason: "left", ...at(3) },
    ]);
    const { body: shown } = await api(`/v1/conversations/${await id("conversation", "c")}`, { as: reader });
    expect(shown).toMatchObject({ type: "channel", name: "#gardens", topic: "Of old", memberCount: 0, unread: 0 });
  });

  it("stay as they are when their lines come again, in other words too, and go on with new ones", async () => {
    const { person, conversation, message, membership, id } = place();
    const lines = [
      person("a"),
      conversation("c"),
      message("1", "c", "a", at(1)),
      membership("2", "c", "a", "left", at(2)),
    ];
    await send(lines);
    expect((await send(lines)).body).toEqual({ accepted: 0, repeated: 4, refused: [] });
    const changed = message("1", "c", "a", { content: "Something else", ...at(50) });
    expect((await send([changed, message("3", "c", "a", at(3))])).body).toMatchObject({ accepted: 1, repeated: 1 });
    const { items } = await history(await id("conversation", "c"), await makePerson());
    expect(items.map(words)).toEqual(["Message 1", "left", "Message 3"]);
  });

  it("have their owner and members, for whom nothing is unread and who are told of nothing", async () => {
    const { person, conversation, message, id } = place();
    await db.delete(outbox);
    await send([
      person("a"),
      person("b"),
      person("c"),
      conversation("g", { type: "group", owner: "a", members: ["b", "a"] }),
      message("1", "g", "a", at(1)),
      message("2", "g", "c", at(2)),
    ]);
    const conversationId = await id("conversation", "g");
    const member = await asBrought(await id("person", "b"));
    const { body } = await api("/v1/conversations", { as: member });
    expect(body).toMatchObject({
      items: [
        {
          id: conversationId,
          memberCount: 2,
          unread: 0,
          lastMessage: { content: "Message 2" },
          viewer: { role: "member" },
        },
      ],
    });
    const owner = await asBrought(await id("person", "a"));
    const { body: own } = await api(`/v1/conversations/${conversationId}`, { as: owner });
    expect((own as Conversation).viewer.role).toBe("owner");
    const kinds = await db.select({ kind: outbox.kind }).from(outbox);
    expect(kinds.filter(({ kind }) => kind === "message.notify")).toEqual([]);

    // Whoever only spoke there once is no member, but the group is known to have something of theirs.
    const outsider = await asBrought(await id("person", "c"));
    expect((await api(`/v1/conversations/${conversationId}`, { as: outsider })).status).toBe(404);
    const rows = await db
      .select()
      .from(conversationMembers)
      .where(eq(conversationMembers.conversationId, conversationId));
    expect(new Map(rows.map(({ userId, state, role }) => [userId, `${state} ${role}`]))).toEqual(
      new Map([
        [owner.id, "member owner"],
        [member.id, "member member"],
        [outsider.id, "gone member"],
      ]),
    );
  });

  it("are counted at once", async () => {
    const { person, conversation, message, id } = place();
    const [before] = await db.select().from(totals).where(eq(totals.name, "messages"));
    const messages = Array.from({ length: 300 }, (_, i) => message(String(i), "c", "a", at(i)));
    expect((await send([person("a"), conversation("c"), ...messages])).body.accepted).toBe(302);
    const [after] = await db.select().from(totals).where(eq(totals.name, "messages"));
    expect((after?.value ?? 0) - (before?.value ?? 0)).toBe(300);
    const [row] = await db
      .select()
      .from(conversations)
      .where(eq(conversations.id, await id("conversation", "c")));
    expect(row).toMatchObject({ messageCount: 300, lastSeq: 300, lastAt: Date.parse(at(299).createdAt) });
  });

  it("take what belongs to something, in words that can be shown; the rest is refused by itself", async () => {
    const { person, conversation, message, membership } = place();
    const long = "x".repeat(5001);
    const { body } = await send([
      person("a"),
      conversation("c"),
      conversation("d", { type: "direct" }),
      conversation("e", { owner: "nobody" }),
      conversation("f", { name: " " }),
      message("1", "c", "a"),
      message("2", "c", "nobody"),
      message("3", "nowhere", "a"),
      message("4", "c", "a", { content: " \n " }),
      message("5", "c", "a", { content: long }),
      message("6", "c", "a", { content: "back\u0008space" }),
      message("7", "c", "a", { createdAt: "2999-01-01T00:00:00Z" }),
      message("8", "c", "a", { colour: "red" }),
      membership("9", "c", "nobody", "left"),
      membership("10", "c", "a", "kicked" as "left"),
    ]);
    expect(body.accepted).toBe(3);
    expect(body.refused.map(({ line, code }) => [line, code])).toEqual([
      [3, "validation_failed"],
      [4, "not_found"],
      [5, "validation_failed"],
      [7, "not_found"],
      [8, "not_found"],
      [9, "validation_failed"],
      [10, "validation_failed"],
      [11, "validation_failed"],
      [12, "validation_failed"],
      [13, "validation_failed"],
      [14, "not_found"],
      [15, "validation_failed"],
    ]);
    expect(body.refused[3]?.detail).toMatch(/^There is no person nobody from old-/);
  });

  it("lose what somebody said there once when that person's account is erased", async () => {
    const { person, conversation, message, id } = place();
    await send([
      person("a"),
      person("b"),
      conversation("c"),
      message("1", "c", "a", at(1)),
      message("2", "c", "b", at(2)),
    ]);
    const scope = await systemScope(env, { waitUntil: () => undefined }, "test");
    expect(await forgetInRooms(scope, await id("person", "a"), 10)).toBe(true);
    const { items } = await history(await id("conversation", "c"), await makePerson());
    expect(items).toMatchObject([{ deleted: true, content: "" }, { content: "Message 2" }]);
  });

  it("that were ended here take nothing more", async () => {
    const { person, conversation, message, id } = place();
    const lines: ImportInput[] = [person("a"), conversation("c", { owner: "a" })];
    await send(lines);
    const owner = await asBrought(await id("person", "a"));
    await api(`/v1/conversations/${await id("conversation", "c")}`, { as: owner, method: "DELETE" });
    expect((await send([...lines, message("1", "c", "a")])).body).toMatchObject({
      accepted: 0,
      repeated: 2,
      refused: [{ line: 3, code: "not_found" }],
    });
  });
});

describe("a username that is taken", () => {
  it("gets a number where the line says so, the same one whoever asks again", async () => {
    const { person, username, id } = place();
    const wish = (externalId: string) => person(externalId, { username: username("x"), ifTaken: "number" });
    await makePerson({ username: username("x") });
    expect((await send([wish("a"), wish("b")])).body.accepted).toBe(2);
    expect((await send([wish("b"), wish("c")])).body).toMatchObject({ accepted: 1, repeated: 1 });
    const named = await Promise.all(["a", "b", "c"].map(async (name) => asBrought(await id("person", name))));
    expect(named.map((who) => who.username)).toEqual([2, 3, 4].map((number) => `${username("x")}_${number}`));
  });

  it("is shortened for its number, and refused where nobody asked for one", async () => {
    const { person, id } = place();
    const full = `${"n".repeat(28)}ab`;
    await makePerson({ username: full });
    const { body } = await send([
      person("a", { username: full, ifTaken: "number" }),
      person("b", { username: full }),
      person("c", { username: full, ifTaken: "refuse" }),
    ]);
    expect(body).toMatchObject({ accepted: 1, refused: [{ line: 2, code: "conflict" }, { line: 3 }] });
    expect((await asBrought(await id("person", "a"))).username).toBe(`${"n".repeat(28)}_2`);
  });
});

it("leaves one entry in the audit trail for a request with messages", async () => {
  const { person, conversation, message, source } = place();
  const admin = await importer();
  await send([person("a"), conversation("c"), message("1", "c", "a")]);
  const { body } = await api(`/v1/admin/audit?action=import`, { as: admin });
  const entries = (body as { items: { after: unknown }[] }).items.filter(({ after }) =>
    JSON.stringify(after).includes(`"${source}"`),
  );
  expect(entries).toMatchObject([{ after: { person: 1, conversation: 1, inRooms: 1 } }]);
});
