import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { migrate } from "../kit/migrations.ts";
import { roomMigrations } from "./migrations.ts";
import { MessageSearch } from "./search.ts";
import { wordsOf } from "./words.ts";

type Find = (q: string) => number[];

/** Writes texts as messages 1, 2, …, has them indexed, and answers what queries find among them. */
function searching(
  texts: readonly string[],
  work: (search: MessageSearch, find: Find, sql: SqlStorage) => void,
): Promise<void> {
  return runInDurableObject(env.RATE_LIMITER.get(env.RATE_LIMITER.newUniqueId()), (_, { storage }) => {
    migrate(storage, roomMigrations);
    const search = new MessageSearch(storage);
    for (const [index, text] of texts.entries()) {
      storage.sql.exec(
        "INSERT INTO entries (seq, kind, actor_id, content, ordinal, created_at) VALUES (?1, 'message', 'a', ?2, ?1, 1)",
        index + 1,
        text,
      );
    }
    while (search.catchUp(texts.length)) expect(texts.length).toBeGreaterThan(200);
    work(search, (q) => search.find({ q, limit: 50, shows: () => true }), storage.sql);
  });
}

describe("wordsOf", () => {
  it.each([
    ["The QUICK brown-fox can't!", ["the", "quick", "brown", "fox", "can", "t"]],
    ["see https://example.com/a_b", ["see", "https", "example", "com", "a", "b"]],
    ["Café naïve ÅNGSTRÖM Ёлка", ["cafe", "naive", "angstrom", "елка"]],
    ["ＦＵＬＬ width ﬁne", ["full", "width", "fine"]],
    ["🎉 … !?", []],
  ])("splits %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ["ខ្ញុំស្រលាញ់ភាសាខ្មែរ", "ស្រលាញ់"],
    ["ฉันรักภาษาไทย", "ภาษา"],
    ["我喜欢学习中文", "学习"],
    ["私は日本語を勉強します", "日本語"],
  ])("finds the words of %j without spaces, marks kept", (text, word) => {
    expect(wordsOf(text)).toContain(word);
  });

  it("takes no notice of zero-width spaces", () => {
    expect(wordsOf("ភាសា\u200bខ្មែរ")).toEqual(wordsOf("ភាសាខ្មែរ"));
  });
});

describe("MessageSearch", () => {
  it("wants all words, the last as a beginning, and answers the newest first", () =>
    searching(["good morning all", "morning has broken", "good night", "a good mourning"], (_, find) => {
      expect(find("good morning")).toEqual([1]);
      expect(find("mor good")).toEqual([]);
      expect(find("good mo")).toEqual([4, 1]);
      expect(find("MORNING")).toEqual([2, 1]);
      expect(find("oo")).toEqual([]);
    }));

  it("pages by seq and passes over what is not shown", () =>
    searching(Array<string>(10).fill("same words"), (search) => {
      const even = (seq: number) => seq % 2 === 0;
      expect(search.find({ q: "same", limit: 2, shows: even })).toEqual([10, 8]);
      expect(search.find({ q: "same", before: 8, limit: 9, shows: even })).toEqual([6, 4, 2]);
    }));

  it("forgets the old words of what is edited and all of what is removed", () =>
    searching(["first thing", "second thing"], (search, find) => {
      search.replace(1, "another matter");
      expect(find("first")).toEqual([]);
      expect(find("another")).toEqual([1]);
      search.remove([1, 2]);
      expect(find("thing")).toEqual([]);
      expect(find("another")).toEqual([]);
    }));

  it("takes new messages in batches, and says when enough of them wait", () =>
    searching(Array<string>(1_200).fill("many of them"), (search, find) => {
      expect(search.find({ q: "many", limit: 2_000, shows: () => true })).toHaveLength(1_200);
      expect([search.isBehind(1_399), search.isBehind(1_400)]).toEqual([false, true]);
      search.replace(1_300, "not yet taken in");
      expect(find("taken")).toEqual([]);
    }));

  it("keeps nothing of removed words after a purge", () =>
    searching(["confidential", "ordinary"], (search, _, sql) => {
      search.remove([1]);
      search.purge();
      const blocks = sql.exec<{ block: ArrayBuffer }>("SELECT block FROM message_words_data").toArray();
      const bytes = blocks.map(({ block }) => new TextDecoder("latin1").decode(block)).join("");
      expect(bytes).toContain("ordinary");
      expect(bytes).not.toContain("confidential");
    }));

  it.each([
    '"',
    '""',
    '" OR "a',
    "a* NOT b",
    "words:a",
    "{words}: a",
    "^a",
    "a NEAR(b)",
    "(",
    "a) --",
    "AND",
    "\u0000a",
    "'; DROP TABLE x",
    "*",
    "-a",
    "\ud800",
  ])("takes %j as words, not as syntax", (q) =>
    searching(["a b and or not near"], (_, find) => {
      expect(() => find(q)).not.toThrow();
    }),
  );

  it.each([
    ["ខ្ញុំស្រលាញ់ភាសាខ្មែរ", "ខ្មែរ"],
    ["ฉันรักภาษาไทย", "ไทย"],
    ["我喜欢学习中文", "中文"],
    ["私は日本語を勉強します", "勉強"],
  ])("finds in %j", (text, q) =>
    searching([text, "nothing of it"], (_, find) => {
      expect(find(q)).toEqual([1]);
    }),
  );
});
