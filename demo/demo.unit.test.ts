import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { importLine } from "../contract/import.ts";
import { rooms } from "./chat/lines.ts";
import { directs, today } from "./chat/today.ts";
import { comments, likes, reposts } from "./administrator.ts";
import { root } from "../scripts/lib/project.ts";
import { landscape } from "./landscapes.ts";
import { demoLines, posts } from "./lines.ts";
import { administrator, people } from "./people.ts";
import { picturePosts } from "./pictures.ts";
import type { DemoComment } from "./shape.ts";

const now = Date.now();
const lines = demoLines({
  now,
  passwordHash: `$scrypt$ln=14,r=8,p=5$${"a".repeat(22)}$${"b".repeat(43)}`,
  withPassword: new Set(["sophea"]),
});
const known = new Set([administrator, ...people].map(({ username }) => username));

function isIn(room: string, username: string): boolean {
  const { owner = "", members = "" } = rooms.find(({ key }) => key === room) ?? {};
  return [owner, ...members.split(" ")].includes(username);
}

describe("the demo community", () => {
  it("consists of lines that an import takes", () => {
    const refused = Object.values(lines)
      .flat()
      .flatMap((line) => {
        const result = importLine.safeParse(line);
        return result.success ? [] : [{ line, issues: result.error.issues }];
      });
    expect(refused).toEqual([]);
  });

  it("names only people and posts that exist, each once", () => {
    const keys = [...lines.posts, ...lines.comments].map((line) => ("externalId" in line ? line.externalId : ""));
    expect(new Set(keys).size).toBe(keys.length);
    const named = [administrator, ...people].flatMap(({ follows }) => follows.split(" "));
    const authors = [...lines.posts, ...lines.comments].map((line) => ("author" in line ? line.author : ""));
    expect([...named, ...authors].filter((username) => !known.has(username))).toEqual([]);
    const mentioned = [...comments.map(({ post }) => post), ...likes, ...reposts];
    expect(mentioned.filter((key) => !posts.some((post) => post.key === key))).toEqual([]);
  });

  it("lies in the past, answers after what they answer, and is alive in the last hour", () => {
    const times = Object.values(lines)
      .flat()
      .map((line) => Date.parse(line.createdAt ?? ""));
    expect(Math.max(...times)).toBeLessThanOrEqual(now);
    expect(
      lines.posts.filter(({ createdAt }) => Date.parse(createdAt ?? "") > now - 3_600_000).length,
    ).toBeGreaterThanOrEqual(3);
    const late = (comment: DemoComment, ago: number): boolean =>
      ago - comment.after < 0 || (comment.replies ?? []).some((reply) => late(reply, ago - comment.after));
    expect(
      posts.filter((post) => (post.comments ?? []).some((comment) => late(comment, post.ago))).map(({ key }) => key),
    ).toEqual([]);
  });

  it("talks in rooms of people who are in them, each message after what it answers", () => {
    const named = rooms.flatMap(({ owner, members }) => [owner, ...members.split(" ")]);
    expect(named.filter((username) => !known.has(username))).toEqual([]);
    for (const { key, messages } of rooms) {
      const agos = messages.map(({ ago }) => ago);
      expect([key, agos]).toEqual([key, agos.toSorted((a, b) => b - a)]);
      expect(messages.filter(({ by }) => !isIn(key, by))).toEqual([]);
      expect(
        messages.filter(({ answers }, index) => answers !== undefined && (answers < 1 || answers > index)),
      ).toEqual([]);
    }
    expect(today.filter(({ room, by }) => !isIn(room, by))).toEqual([]);
    expect(directs.filter(({ people: both, messages }) => !messages.every(({ by }) => both.includes(by)))).toEqual([]);
  });

  it("has something new for its member in a channel, a group and between two, by people who can sign in", () => {
    const firsts = [...Map.groupBy([administrator, ...people], ({ role }) => role ?? "member").entries()];
    const canSignIn = new Set(firsts.map(([, [first]]) => first?.username));
    const writers = [...today, ...directs.flatMap(({ messages }) => messages)].map(({ by }) => by);
    expect(writers.filter((username) => !canSignIn.has(username))).toEqual([]);

    const member = people.find(({ role }) => role === undefined)?.username ?? "";
    const types = today
      .filter(({ room, by }) => by !== member && isIn(room, member))
      .map(({ room }) => rooms.find(({ key }) => key === room)?.type);
    expect(new Set(types)).toEqual(new Set(["channel", "group"]));
    expect(directs.some(({ people: both, messages }) => both.includes(member) && messages.at(-1)?.by !== member)).toBe(
      true,
    );
  });

  it("shows pictures that are there, with words for who does not see them, by people who can sign in", () => {
    const shown = picturePosts.flatMap(({ pictures, article }) => [...pictures, ...(article ? [article.cover] : [])]);
    expect(shown.filter(({ alt, file }) => alt === "" || !existsSync(resolve(root, "demo/media", file)))).toEqual([]);
    expect(new Set(picturePosts.map(({ key }) => key)).size).toBe(picturePosts.length);
    const firsts = [...Map.groupBy([administrator, ...people], ({ role }) => role ?? "member").values()];
    const canSignIn = new Set(firsts.map(([first]) => first?.username));
    expect(picturePosts.filter(({ by }) => !canSignIn.has(by))).toEqual([]);
  });

  it("draws everybody a picture of their own, the same each time", () => {
    const drawn = people.map(({ username }) => landscape(username, 256, 256));
    expect(new Set(drawn).size).toBe(people.length);
    expect(people.map(({ username }) => landscape(username, 256, 256))).toEqual(drawn);
  });

  it("has nobody post before they joined", () => {
    const joined = new Map(
      lines.people.map((line) => [line.kind === "person" ? line.username : "", Date.parse(line.createdAt ?? "")]),
    );
    const early = lines.posts.filter(
      (line) => line.kind === "post" && Date.parse(line.createdAt) < (joined.get(line.author) ?? 0),
    );
    expect(early).toEqual([]);
  });
});
