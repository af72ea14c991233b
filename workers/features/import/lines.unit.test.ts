import { describe, expect, it } from "vitest";
import { maxImportLines } from "../../../contract/import.ts";
import { parseLines } from "./lines.ts";

const follow = { kind: "follow", source: "old", follower: "1", followee: "2" };
const ndjson = (...lines: unknown[]) =>
  lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");

describe("parseLines", () => {
  it("numbers lines from 1, empty ones included", () => {
    const { lines, refused } = parseLines(`${ndjson(follow, "", follow)}\r\n`);
    expect(lines.map(({ line }) => line)).toEqual([1, 3]);
    expect(refused).toEqual([]);
  });

  it("refuses a bad line by itself and says what is wrong with it", () => {
    const { lines, refused } = parseLines(
      ndjson("{", follow, { ...follow, colour: 1 }, { kind: "wedding" }, "7", { ...follow, follower: undefined }),
    );
    expect(lines.map(({ line }) => line)).toEqual([2]);
    expect(refused).toEqual([
      { line: 1, code: "malformed", detail: "The line is not valid JSON." },
      { line: 3, code: "validation_failed", detail: "colour is not a known field" },
      { line: 4, code: "validation_failed", detail: expect.stringContaining("kind") as string },
      { line: 5, code: "validation_failed", detail: "line expected object, received number" },
      { line: 6, code: "validation_failed", detail: "follower is required" },
    ]);
  });

  it("refuses what has not happened yet, and what its type does not have", () => {
    const text = {
      kind: "post",
      source: "old",
      externalId: "p",
      author: "1",
      type: "text",
      content: "Hello",
      createdAt: "2009-01-01T00:00:00Z",
    };
    const { lines, refused } = parseLines(
      ndjson(
        text,
        { ...text, createdAt: "2999-01-01T00:00:00Z" },
        { ...text, content: " " },
        { ...text, type: "link" },
        { ...text, article: { title: "A", body: "B" } },
        { kind: "like", source: "old", person: "1", post: "p", comment: "c" },
      ),
    );
    expect(lines).toHaveLength(1);
    expect(refused.map(({ detail }) => detail)).toEqual([
      "createdAt must not be in the future",
      "content must not be empty",
      "link is required for a post of type link",
      "article belongs to posts of type article",
      "line must name a post or a comment",
    ]);
  });

  it("refuses ids and addresses that are not well-formed text: they would not be found again", () => {
    const person = {
      kind: "person",
      source: "old",
      externalId: "1",
      username: "ada",
      displayName: "Ada",
      createdAt: "2009-01-01T00:00:00Z",
    };
    const { refused } = parseLines(
      ndjson(
        { ...person, externalId: "a\ud800" },
        { ...person, externalId: "a\u0000" },
        { ...person, website: "https://example.org/\ud800" },
      ),
    );
    expect(refused.map(({ detail }) => detail)).toEqual([
      "externalId must be well-formed Unicode",
      "externalId must not contain control characters",
      "website must be an http or https address",
    ]);
  });

  it("takes as many lines as one request may have and no more", () => {
    const full = Array.from({ length: maxImportLines }, () => "{}").join("\n");
    expect(parseLines(`${full}\n`).refused).toHaveLength(maxImportLines);
    expect(() => parseLines(`${full}\n{}`)).toThrow(/at most 1000 lines/);
  });
});
