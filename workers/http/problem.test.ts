import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { Problem } from "../../contract/errors.ts";
import { env, origin } from "../../tests/harness/people.ts";
import { app } from "../../tests/harness/routes.ts";

/** What the app answers where every statement at the database fails with this error. */
async function answerWhereDatabaseFails(error: Error): Promise<{ problem: Problem; retryAfter: string | null }> {
  const fail = async () => {
    throw error;
  };
  const statement = { bind: () => statement, all: fail, run: fail, raw: fail, first: fail };
  const DB = { prepare: () => statement, batch: fail } as unknown as D1Database;
  const ctx = createExecutionContext();
  const answer = await app.fetch(new Request(`${origin}/v1/users/${newId()}`), { ...env, DB }, ctx);
  await waitOnExecutionContext(ctx);
  return { problem: await answer.json(), retryAfter: answer.headers.get("Retry-After") };
}

const busy = { problem: { status: 503, code: "overloaded" }, retryAfter: "1" };

describe("a failure of storage", () => {
  // The messages of https://developers.cloudflare.com/d1/observability/debug-d1/ and https://developers.cloudflare.com/r2/api/error-codes/.
  it.each([
    "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
    "D1_ERROR: D1 DB is overloaded. Too many requests queued.",
    "D1_ERROR: D1 DB reset because its code was updated.",
    "D1_ERROR: Internal error in D1 DB storage caused object to be reset.",
    "D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.",
    "D1_ERROR: Network connection lost.",
    "put: Reduce your concurrent request rate for the same object. (10058)",
    "get: The service is temporarily unavailable. (10043)",
  ])("that passes is answered with when to try again: %s", async (message) => {
    expect(await answerWhereDatabaseFails(new Error(message))).toMatchObject(busy);
  });

  // https://developers.cloudflare.com/durable-objects/best-practices/error-handling/
  it.each(["overloaded", "retryable"])("that a Durable Object calls %s is, too", async (property) => {
    const error = Object.assign(new Error("the object is away"), { [property]: true });
    expect(await answerWhereDatabaseFails(error)).toMatchObject(busy);
  });

  it("that is a fault of ours is answered as one", async () => {
    const { problem, retryAfter } = await answerWhereDatabaseFails(new Error("D1_ERROR: no such table: overloads"));
    expect(problem).toMatchObject({ status: 500, code: "internal" });
    expect(retryAfter).toBeNull();
  });
});
