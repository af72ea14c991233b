import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { defaultLimits } from "../../contract/limits.ts";
import { eventually } from "../../tests/harness/eventually.ts";
import { limiterAddress, siteSettings } from "../addresses.ts";
import { Allowances } from "./allowance.ts";

const { messages: limit } = defaultLimits;

/** Tokens that somebody has used, as their bucket knows it. */
async function used(userId: string): Promise<number> {
  const { states } = await limiterAddress(env, userId).take([{ key: `messages:${userId}`, limit, cost: 0 }]);
  return limit.max - (states[0]?.remaining ?? 0);
}

/** Spends so many tokens at once; answers which of the works ran, in order, and how many were refused. */
async function spend(allowances: Allowances, userId: string, count: number) {
  const ran: number[] = [];
  let refusals = 0;
  for (let work = 0; work < count; work++) {
    const refuse = () => {
      refusals += 1;
    };
    allowances.spend(userId, () => ran.push(work), refuse);
  }
  await eventually(() => expect(ran.length + refusals).toBe(count));
  return { ran, refusals };
}

describe("tokens for messages", () => {
  it("are taken ahead in lots that grow, and messages keep their order while the room asks", async () => {
    const [allowances, userId] = [new Allowances(env), newId()];
    const { ran, refusals } = await spend(allowances, userId, 30);
    expect(ran).toEqual(Array.from({ length: 30 }, (_, index) => index));
    expect(refusals).toBe(0);
    // Lots of 4, 8, 16 and 32, though a little of them has come back by now.
    expect(await used(userId)).toBeGreaterThan(55);
    expect(await used(userId)).toBeLessThanOrEqual(60);
  });

  it("that are left go back when the person goes", async () => {
    const [allowances, userId] = [new Allowances(env), newId()];
    await spend(allowances, userId, 13);
    allowances.release(userId);
    await eventually(async () => expect(await used(userId)).toBeLessThanOrEqual(13));
  });

  it("that come only after the person went go back, too", async () => {
    const [allowances, userId] = [new Allowances(env), newId()];
    const spent = spend(allowances, userId, 1);
    allowances.release(userId);
    await spent;
    await eventually(async () => expect(await used(userId)).toBeLessThanOrEqual(1));
  });

  it("follow the site's limits within 20 seconds, those at hand included", async () => {
    let now = Date.now();
    const [allowances, userId] = [new Allowances(env, () => now), newId()];
    const settings = siteSettings(env);
    await spend(allowances, userId, 5);
    await settings.patch({ limits: { messages: { ...limit, max: 6, refill: 1 } } });
    try {
      // Seven of the second lot are at hand: they count until the limits are read again.
      expect((await spend(allowances, userId, 3)).refusals).toBe(0);
      now += 20_000;
      const { ran, refusals } = await spend(allowances, userId, 8);
      expect(refusals).toBeGreaterThan(0);
      expect(ran.length).toBeLessThan(8);
    } finally {
      await settings.patch({ limits: { messages: limit } });
    }
  });

  it("end with the bucket: what it still has is given, what is beyond it refused", async () => {
    const [allowances, userId] = [new Allowances(env), newId()];
    await limiterAddress(env, userId).take([{ key: `messages:${userId}`, limit, cost: limit.max - 10 }]);
    const { ran, refusals } = await spend(allowances, userId, 40);
    expect(ran.length).toBeGreaterThanOrEqual(10);
    expect(ran.length).toBeLessThan(30);
    expect(refusals).toBe(40 - ran.length);
  });

  it("that are refused come back one at a time: the next message waits for one, not for a lot", async () => {
    const [allowances, userId] = [new Allowances(env), newId()];
    await limiterAddress(env, userId).take([{ key: `messages:${userId}`, limit, cost: limit.max }]);
    const refused = await new Promise<string>((resolve) => {
      allowances.spend(
        userId,
        () => resolve("taken"),
        ({ detail }) => resolve(detail),
      );
    });
    // 50 come back in a minute.
    expect(refused).toMatch(/Try again in [12] seconds\.$/);
  });
});
