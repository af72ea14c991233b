import { expect, it } from "vitest";
import type { SignedIn } from "../../../contract/auth.ts";
import type { Problem } from "../../../contract/errors.ts";
import { registration } from "../../../tests/harness/accounts.ts";
import { api, env, makePerson } from "../../../tests/harness/people.ts";

const setUp = (token: string | undefined) =>
  api<SignedIn & Problem>("/v1/auth/setup", { body: { ...registration(), token } });

it("makes the first administrator with the set-up token, once", async () => {
  await makePerson();
  const wrong = await setUp("something else");
  expect(wrong.status).toBe(403);

  const right = await setUp(env.SETUP_TOKEN);
  expect(right.status).toBe(201);
  expect(right.body.user.role).toBe("admin");

  const again = await setUp(env.SETUP_TOKEN);
  expect(again.status).toBe(409);
  expect(again.body.errors).toEqual([expect.objectContaining({ path: "token" })]);
});
