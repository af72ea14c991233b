import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { env, makePerson, origin } from "../../tests/harness/people.ts";
import { app } from "../../tests/harness/routes.ts";
import { holdClaim } from "./gate.ts";

/** An execution context that tells what a request holds it open for. */
function contextOf(): { held: Promise<unknown>[]; ctx: ExecutionContext } {
  const held: Promise<unknown>[] = [];
  const ctx = { waitUntil: (work: Promise<unknown>) => void held.push(work), passThroughOnException: () => undefined };
  return { held, ctx: { ...ctx, props: {} } as unknown as ExecutionContext };
}

const claimOf = (key: string) => ({ userId: newId(), key, operation: "POST /v1/posts", bodyHash: "" });

describe("an idempotency key", () => {
  it("is held until its request has ended", () => {
    const claim = claimOf("once");
    const release = holdClaim(claim, contextOf().ctx);
    expect(() => holdClaim(claim, contextOf().ctx)).toThrow("still running");
    release();
    holdClaim(claim, contextOf().ctx)();
  });

  it("is free again where a request was dropped, which then frees nobody else's", () => {
    const claim = claimOf("dropped");
    const now = Date.now();
    const dropped = holdClaim(claim, contextOf().ctx, now);
    expect(() => holdClaim(claim, contextOf().ctx, now + 59_999)).toThrow("still running");
    const release = holdClaim(claim, contextOf().ctx, now + 60_000);
    dropped();
    expect(() => holdClaim(claim, contextOf().ctx, now + 60_001)).toThrow("still running");
    release();
  });

  it("keeps its request going when the client goes away, so that a retry finds the result", async () => {
    const person = await makePerson();
    const post = async (headers: Record<string, string>) => {
      const { held, ctx } = contextOf();
      let heldAtWrite = 0;
      const DB = new Proxy(env.DB, {
        get: (target, property) => {
          if (property === "batch") heldAtWrite = held.length;
          const value = Reflect.get(target, property, target) as unknown;
          return typeof value === "function" ? (value.bind(target) as unknown) : value;
        },
      });
      const request = new Request(`${origin}/v1/posts`, {
        method: "POST",
        headers: { Authorization: `Bearer ${person.token}`, "Content-Type": "application/json", ...headers },
        body: JSON.stringify({ type: "text", content: "Hold on" }),
      });
      expect((await app.fetch(request, { ...env, DB }, ctx)).status).toBe(201);
      await Promise.all(held);
      return heldAtWrite;
    };
    // The first request of an isolate is held open for another reason, too.
    await post({});
    const without = await post({});
    expect(await post({ "Idempotency-Key": newId() })).toBe(without + 1);
  });
});
