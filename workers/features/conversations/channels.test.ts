import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Conversation } from "../../../contract/conversations.ts";
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import { nameKey, nameWords } from "../../../db/names.ts";
import { channelWords } from "../../../db/schema.ts";
import { makeChannel } from "../../../tests/harness/conversations.ts";
import { api, db, env, makePerson, type Person } from "../../../tests/harness/people.ts";
import { readAll } from "../../../tests/harness/posts.ts";

let ada: Person;
beforeAll(async () => {
  ada = await makePerson();
});

const find = (q: string, limit = 20) =>
  readAll<Conversation>(`/v1/channels?q=${encodeURIComponent(q)}`, { as: ada, limit });
const idsOf = (found: readonly Conversation[]) => found.map(({ id }) => id);
const wordsOf = async (id: string) =>
  (await db.select().from(channelWords).where(eq(channelWords.conversationId, id))).map(({ word }) => word).toSorted();

describe("a search for channels", () => {
  it("finds any word's beginning, and all that were asked for", async () => {
    const mark = newId().slice(-8);
    const [log, other] = [
      await makeChannel(ada, { name: `#${mark} 2007-01-11` }),
      await makeChannel(ada, { name: `2008.02 (${mark})` }),
    ];
    expect(idsOf(await find(mark))).toEqual([log.id, other.id]);
    expect(idsOf(await find(`2007 ${mark}`))).toEqual([log.id]);
    expect(idsOf(await find(`${mark}-2`))).toEqual([log.id, other.id]);
    expect(idsOf(await find(`#${mark.slice(0, 7)} 2008`))).toEqual([other.id]);
    expect(await find(`${mark} 2009`)).toEqual([]);
    expect(await find(mark.slice(1))).toEqual([]);
  });

  it("shows a channel once, whichever of its words begin so, and goes on after pages that hold less", async () => {
    const mark = newId().slice(-8).toLowerCase();
    const made = [];
    for (const n of [1, 2, 3, 4])
      made.push(await makeChannel(ada, { name: `${mark} ${mark}b ${mark}a ${n} ${n === 3 ? "odd" : "even"}` }));
    expect(idsOf(await find(mark, 2))).toEqual(idsOf(made));
    expect(idsOf(await find(mark, 1))).toEqual(idsOf(made));
    expect(idsOf(await find(`${mark} odd`, 1))).toEqual([made[2]?.id]);
    const first = await api<Page<Conversation>>(`/v1/channels?q=${mark}+odd&limit=1`, { as: ada });
    expect(first.body).toEqual({ items: [], nextCursor: expect.any(String) });
  });

  it("knows the words that a name parts into, as long as the channel is listed under it", async () => {
    const name = `A#b-c_d.e,f:g;h/i\\j(k)l[m]n"o&p+q@r!s?t|u*v~w'x Ünï 漢字`;
    const { id } = await makeChannel(ada, { name });
    expect(await wordsOf(id)).toEqual(nameWords(nameKey(name)).toSorted());
    await api(`/v1/conversations/${id}`, { as: ada, method: "PATCH", body: { name: "Zeta eta zeta" } });
    expect(await wordsOf(id)).toEqual(["eta", "zeta"]);
    await api(`/v1/conversations/${id}`, { as: ada, method: "DELETE" });
    expect(await wordsOf(id)).toEqual([]);
  });

  it("walks along an index, and looks the rest up by one", async () => {
    const { results } = await env.DB.prepare(
      `EXPLAIN QUERY PLAN SELECT word, EXISTS (SELECT 1 FROM channel_words AS other WHERE other.conversation_id = walked.conversation_id
         AND other.word >= 'a' AND other.word < 'b') FROM channel_words AS walked WHERE word < 'b' AND (word, name_key, conversation_id) > ('a', '', '')
       ORDER BY word, name_key, conversation_id LIMIT 40`,
    ).all<{ detail: string }>();
    expect(results.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^SEARCH walked USING (COVERING INDEX|PRIMARY KEY)/),
      expect.stringMatching(/^CORRELATED/),
      expect.stringMatching(/^SEARCH other USING COVERING INDEX channel_words_by_conversation/),
    ]);
  });
});
