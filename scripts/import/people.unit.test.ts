import { describe, expect, it } from "vitest";
import { importPerson } from "../../contract/import.ts";
import { PeopleMaker } from "./people.ts";
import { topics } from "./topics.ts";

const names = Object.keys(topics);
const crowd = () => {
  const maker = new PeopleMaker();
  return Array.from({ length: 8000 }, (_, i) =>
    maker.make(String(i), [names[i % names.length] ?? "", names[(i * 7) % names.length] ?? ""]),
  );
};

describe("PeopleMaker", () => {
  it("makes people that the import takes, no two with the same username", () => {
    const people = crowd();
    const refused = people.flatMap((person, i) => {
      const line = { kind: "person", source: "x", externalId: String(i), createdAt: "2010-01-01T00:00:00Z", ...person };
      const result = importPerson.safeParse(line);
      return result.success ? [] : [{ person, issues: result.error.issues }];
    });
    expect(refused).toEqual([]);
    expect(new Set(people.map((person) => person.username)).size).toBe(people.length);
  });

  it("makes the same people every time", () => {
    expect(crowd()).toEqual(crowd());
  });

  it("makes them varied: many scripts, many names, many ways to speak of oneself", () => {
    const people = crowd();
    expect(new Set(people.map((person) => person.displayName)).size).toBeGreaterThan(5000);
    expect(new Set(people.map((person) => person.bio)).size).toBeGreaterThan(2000);
    const scripts = ["Khmer", "Han", "Hangul", "Thai", "Arabic", "Devanagari", "Cyrillic", "Greek", "Hebrew"];
    const used = scripts.filter((script) => {
      const shape = new RegExp(`\\p{Script=${script}}`, "u");
      return people.some((person) => shape.test(person.displayName));
    });
    expect(used).toEqual(scripts);
  });
});
