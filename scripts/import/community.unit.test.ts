import { describe, expect, it } from "vitest";
import { type ImportInput, importLine } from "../../contract/import.ts";
import { buildCommunity, source } from "./community.ts";
import type { Edge, RawPost } from "./dataset.ts";

const raw = (id: string, more: Partial<RawPost> = {}): RawPost => ({
  id,
  topic: "Cooking",
  title: `Title ${id}`,
  text: "",
  url: `https://example.org/${id}`,
  score: 10,
  comments: 3,
  created_at: 1_300_000_000,
  ...more,
});
const edges: Edge[] = [
  ["1", "2"],
  ["1", "3"],
  ["1", "4"],
  ["2", "3"],
];
const posts = Array.from({ length: 40 }, (_, i) =>
  raw(`p${i}`, { topic: i % 2 ? "Cooking" : "books", created_at: 1_300_000_000 + i }),
);
const time = (line: ImportInput | undefined) => Date.parse(line?.createdAt ?? "");

describe("buildCommunity", () => {
  it("makes lines that the import takes, the same every time", () => {
    const community = buildCommunity({ posts, edges });
    const refused = Object.values(community)
      .flat()
      .filter((line: ImportInput) => !importLine.safeParse(line).success);
    expect(refused).toEqual([]);
    expect(buildCommunity({ posts, edges })).toEqual(community);
  });

  it("makes a person of each number, and of each friendship a follow both ways after both have joined", () => {
    const { people, follows } = buildCommunity({ posts, edges });
    const joined = new Map(people.map((line) => [line.kind === "person" ? line.externalId : "", time(line)]));
    expect([...joined.keys()]).toEqual(["1", "2", "3", "4"]);
    const pairs = follows.map((line) => (line.kind === "follow" ? `${line.follower} ${line.followee}` : ""));
    expect(pairs.toSorted()).toEqual(["1 2", "1 3", "1 4", "2 1", "2 3", "3 1", "3 2", "4 1"]);
    expect(pairs.slice(0, 3).every((pair) => pair.startsWith("1 "))).toBe(true);
    const early = follows.filter(
      (line) =>
        line.kind === "follow" && time(line) < Math.max(joined.get(line.follower) ?? 0, joined.get(line.followee) ?? 0),
    );
    expect(early).toEqual([]);
  });

  it("spreads posts over people who had joined, with topic, score and number of comments", () => {
    const community = buildCommunity({ posts, edges });
    const joined = new Map(community.people.map((line) => [line.kind === "person" ? line.externalId : "", time(line)]));
    const early = community.posts.filter(
      (line) => line.kind === "post" && time(line) < (joined.get(line.author) ?? Infinity),
    );
    expect(early).toEqual([]);
    expect(community.posts[1]).toMatchObject({ source, externalId: "p1", tags: ["cooking"], score: 10, comments: 3 });
    expect(new Set(community.posts.map((line) => (line.kind === "post" ? line.author : ""))).size).toBeGreaterThan(1);
  });

  it("makes links, texts and articles", () => {
    const kinds = [
      raw("link"),
      raw("relative", { url: "/r/cooking/1" }),
      raw("short", { text: "Only &amp; a few words", url: "", title: "A *title*" }),
      raw("long", { text: "Many words. ".repeat(60), url: "" }),
    ];
    const lines = buildCommunity({ posts: kinds, edges }).posts;
    expect(lines).toMatchObject([
      { type: "link", link: { url: "https://example.org/link", title: "Title link" } },
      { type: "text", content: "Title relative" },
      { type: "text", content: "A \\*title\\*\n\nOnly & a few words" },
      { type: "article", article: { title: "Title long" } },
    ]);
  });

  it("goes on with what there is", () => {
    expect(buildCommunity({ posts: [], edges })).toMatchObject({
      people: { length: 4 },
      follows: { length: 8 },
      posts: [],
    });
    expect(buildCommunity({ posts, edges: [] })).toMatchObject({
      people: { length: 10 },
      follows: [],
      posts: { length: 40 },
    });
    expect(buildCommunity({ posts: [], edges: [] })).toEqual({ people: [], follows: [], posts: [] });
  });
});
