import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import { defaultSettings } from "../../../contract/settings.ts";
import { makeAccount, password } from "../../../tests/harness/accounts.ts";
import { env } from "../../../tests/harness/people.ts";
import { systemScope } from "../../effects/consumer.ts";
import type { Env } from "../../env.ts";
import { AppError } from "../../http/error.ts";
import type { Scope } from "../../scope.ts";
import { register, signIn } from "./actions.ts";

/** Hashers whose queue is full. */
const busy = { kind: "busy", retryAfter: 3 } as const;
const busyHashers = {
  idFromName: () => ({}),
  get: () => ({ hash: async () => busy, verify: async () => busy }),
} as unknown as Env["PASSWORD_HASHER"];

let scope: Scope;
beforeEach(async () => {
  const { limits } = defaultSettings;
  scope = {
    ...(await systemScope(env, { waitUntil: () => undefined }, "test")),
    settings: { ...defaultSettings, limits: { ...limits, loginsPerAccount: { ...limits.loginsPerAccount, max: 1 } } },
  };
});

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: unknown) =>
      error instanceof AppError ? { status: error.status, wait: error.headers["Retry-After"] } : error,
  );

describe("when all hashers are busy", () => {
  it("asks to come back later, and does not count that as a failure", async () => {
    const person = await makeAccount();
    const typed = { login: person.username, password, client: "native" } as const;
    const crowded = { ...scope, env: { ...env, PASSWORD_HASHER: busyHashers } };
    for (let i = 0; i < 3; i++) expect(await refusal(signIn(crowded, typed))).toEqual({ status: 503, wait: "3" });
    expect((await signIn(scope, typed)).user.id).toBe(person.id);
  });

  it("makes no account", async () => {
    const crowded = { ...scope, env: { ...env, PASSWORD_HASHER: busyHashers } };
    const username = `late_${newId().slice(-8).toLowerCase()}`;
    const input = {
      email: `${username}@example.org`,
      password,
      username,
      displayName: "Late",
      client: "native",
    } as const;
    expect(await refusal(register(crowded, input))).toEqual({ status: 503, wait: "3" });
    expect((await register(scope, input)).user.username).toBe(username);
  });
});
