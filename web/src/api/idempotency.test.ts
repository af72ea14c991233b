import { expect, test } from "vitest";
import { createIdempotencyKeys } from "./idempotency.ts";

test("trying the same again keeps the key; another body or a success brings a new one", () => {
  const keys = createIdempotencyKeys();
  const first = keys.keyFor({ content: "hi" });
  expect(keys.keyFor({ content: "hi" })).toBe(first);
  const edited = keys.keyFor({ content: "hi there" });
  expect(edited).not.toBe(first);
  keys.done();
  expect(keys.keyFor({ content: "hi there" })).not.toBe(edited);
});
