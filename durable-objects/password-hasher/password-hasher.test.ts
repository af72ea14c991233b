import { env } from "cloudflare:workers";
import { hashSync } from "bcryptjs";
import { describe, expect, it } from "vitest";
import { hasherAddress } from "../addresses.ts";
import { parsePhc } from "./phc.ts";

const hasher = hasherAddress(env);
const right = { kind: "verdict", ok: true, rehash: false };
const outdated = { kind: "verdict", ok: true, rehash: true };
const wrong = { kind: "verdict", ok: false, rehash: false };

async function hashed(password: string): Promise<string> {
  const answer = await hasher.hash(password);
  if (answer.kind === "busy") throw new Error("the hasher is busy");
  return answer.phc;
}

describe("scrypt", () => {
  it("verifies its own hashes, each with a salt of its own", async () => {
    const [one, two] = await Promise.all([hashed("correct horse"), hashed("correct horse")]);
    expect(one).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await hasher.verify("correct horse", one)).toEqual(right);
    expect(await hasher.verify("correct horses", one)).toEqual(wrong);
  });

  it("takes differently composed characters for the same password", async () => {
    const phc = await hashed("caf\u00e9 \ufb01n");
    expect(await hasher.verify("cafe\u0301 fin", phc)).toEqual(right);
  });

  it("verifies the test vector of RFC 7914, and asks to hash it anew", async () => {
    // Section 12: scrypt("pleaseletmein", "SodiumChloride", N=16384, r=8, p=1, dkLen=64).
    const phc =
      "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$" +
      "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw";
    expect(parsePhc(phc)?.hash).toHaveLength(64);
    expect(await hasher.verify("pleaseletmein", phc)).toEqual(outdated);
    expect(await hasher.verify("pleaseletmeout", phc)).toEqual(wrong);
  });

  it("says no for no account and for what is no hash", async () => {
    for (const stored of [
      null,
      "",
      "plain",
      "$scrypt$ln=31,r=8,p=1$AAAA$AAAA",
      "$argon2id$v=19$m=1,t=1,p=1$AAAA$AAAA",
    ]) {
      expect(await hasher.verify("password", stored)).toEqual(wrong);
    }
  });
});

describe("bcrypt", () => {
  it.each(["$2a$", "$2b$", "$2y$"])("verifies hashes with the prefix %s and asks to hash them anew", async (prefix) => {
    // Of the test vectors of Openwall's crypt_blowfish: key "U*U", salt of "CCCC…".
    const stored = `${prefix}05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW`;
    expect(await hasher.verify("U*U", stored)).toEqual(outdated);
    expect(await hasher.verify("U*V", stored)).toEqual(wrong);
  });

  it("refuses costs that would take seconds, without doing the work", async () => {
    expect(await hasher.verify("U*U", "$2b$20$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")).toEqual(wrong);
  });

  it("tries the password as typed before its normal form", async () => {
    expect(await hasher.verify("\ufb01n", hashSync("\ufb01n", 4))).toEqual(outdated);
    expect(await hasher.verify("\ufb01n", hashSync("fin", 4))).toEqual(outdated);
  });
});

describe("under load", () => {
  it("answers busy beyond its queue and finishes what it accepted", async () => {
    // Of a low cost, so that the queue is worked off quickly.
    const stored = "$scrypt$ln=11,r=8,p=1$PqWyusrVijKBQ9Hl2FThiw$Cq20sSkt1slXEt9JNJ0u/sXTBZfF9B/otOi7QFHmqNQ";
    const answers = await Promise.all(Array.from({ length: 60 }, () => hasher.verify("password", stored)));
    const busy = answers.filter((answer) => answer.kind === "busy");
    expect(answers.length - busy.length).toBeGreaterThanOrEqual(34);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy.every(({ retryAfter }) => retryAfter >= 1 && retryAfter <= 10)).toBe(true);
  });
});
