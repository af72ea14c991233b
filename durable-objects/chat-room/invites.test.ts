import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { migrate } from "../kit/migrations.ts";
import { invitesTable, Invites, maxOpenInvites } from "./invites.ts";

const now = 1_750_000_000_000;
const hour = 3_600_000;
const owner = newId();

function withInvites(work: (invites: Invites) => void): Promise<void> {
  return runInDurableObject(env.RATE_LIMITER.get(env.RATE_LIMITER.newUniqueId()), (_, { storage }) => {
    migrate(storage, [invitesTable]);
    work(new Invites(storage));
  });
}

function made(invites: Invites, maxUses: number | null, expiresAt = now + hour) {
  const result = invites.create(owner, { expiresAt, maxUses }, now);
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

describe("an invitation", () => {
  it("is listed as it was made, newest first, with a secret of 22 characters", () =>
    withInvites((invites) => {
      const first = made(invites, null);
      const second = made(invites, 3);
      expect(first).toMatchObject({ createdBy: owner, expiresAt: now + hour, maxUses: null, uses: 0 });
      expect(first.secret).toMatch(/^[\w-]{22}$/);
      expect(invites.list(now)).toEqual([second, first]);
    }));

  it("lets in until it is used up", () =>
    withInvites((invites) => {
      const { secret } = made(invites, 2);
      expect([1, 2, 3].map(() => invites.use(secret, now))).toEqual([true, true, false]);
      expect(invites.holds(secret, now)).toBe(false);
      expect(invites.list(now)).toEqual([]);
    }));

  it("lets in until it expires", () =>
    withInvites((invites) => {
      const { secret } = made(invites, null);
      expect(invites.use(secret, now + hour - 1)).toBe(true);
      expect(invites.holds(secret, now + hour)).toBe(false);
      expect(invites.use(secret, now + hour)).toBe(false);
      expect(invites.list(now + hour)).toEqual([]);
    }));

  it("lets nobody in once it is taken back, and none of it is left", () =>
    withInvites((invites) => {
      const { id, secret } = made(invites, null);
      expect([invites.revoke(id), invites.revoke(id)]).toEqual([true, false]);
      expect(invites.use(secret, now)).toBe(false);
    }));

  it("is told from every other secret", () =>
    withInvites((invites) => {
      made(invites, null);
      expect(invites.holds("A".repeat(22), now)).toBe(false);
      expect(invites.use("", now)).toBe(false);
    }));
});

it("refuses more open invitations than a room may have, and makes room as they end", () =>
  withInvites((invites) => {
    for (let i = 0; i < maxOpenInvites; i++) made(invites, i === 0 ? 1 : null);
    expect(invites.create(owner, { expiresAt: now + hour, maxUses: null }, now)).toMatchObject({ code: "conflict" });
    invites.use(invites.list(now).at(-1)?.secret ?? "", now);
    expect(invites.create(owner, { expiresAt: now + hour, maxUses: null }, now).ok).toBe(true);
  }));
