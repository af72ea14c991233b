import { describe, expect, it } from "vitest";
import { importLine } from "../contract/import.ts";
import { comments, likes, reposts } from "./administrator.ts";
import { demoLines, posts } from "./lines.ts";
import { administrator, people } from "./people.ts";
import type { DemoComment } from "./shape.ts";

const now = Date.now();
const lines = demoLines({
  now,
  passwordHash: `$scrypt$ln=14,r=8,p=5$${"a".repeat(22)}$${"b".repeat(43)}`,
  withPassword: new Set(["sophea"]),
});
const known = new Set([administrator, ...people].map(({ username }) => username));

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
