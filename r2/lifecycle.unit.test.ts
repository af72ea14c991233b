import { expect, it } from "vitest";
import { mediaPrefix, roomArchivePrefix, stagingKey } from "./keys.ts";
import { lifecycleConfiguration } from "./lifecycle.ts";

it("deletes what was never taken over, and nothing else", () => {
  const deleting = lifecycleConfiguration.rules.filter((rule) => rule.deleteObjectsTransition);
  const deletes = (key: string) => deleting.some(({ conditions }) => key.startsWith(conditions.prefix));
  expect(deletes(stagingKey("01K"))).toBe(true);
  expect(deletes(mediaPrefix("01K"))).toBe(false);
  expect(deletes(roomArchivePrefix("01K"))).toBe(false);
});

it("names no rule twice", () => {
  const ids = lifecycleConfiguration.rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
