import { expect, it } from "vitest";
import type { SignedIn } from "../../../contract/auth.ts";
import { registration } from "../../../tests/harness/accounts.ts";
import { api } from "../../../tests/harness/people.ts";

const register = async () => (await api<SignedIn>("/v1/auth/register", { body: registration() })).body.user;

it("makes the first account of an empty site its administrator in development, and no other", async () => {
  const first = await register();
  expect(first.role).toBe("admin");
  expect(first.permissions).toContain("admin.settings");
  expect((await register()).role).toBe("member");
});
