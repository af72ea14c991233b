/** Hashing and checking of passwords: scrypt for our own, bcrypt for accounts brought along from elsewhere. */
import { scrypt } from "node:crypto";
import { compare as compareBcrypt } from "bcryptjs";
import { formatPhc, parsePhc, type ScryptCost, type ScryptHash } from "./phc.ts";

/** What OWASP's password storage cheat sheet gives for 16 MiB of memory. */
const currentCost: ScryptCost = { ln: 14, r: 8, p: 5 };
const saltLength = 16;
const keyLength = 32;

/** Whether a password is right; `rehash` if it is, but should be hashed anew with today's algorithm and cost. */
export interface Verdict {
  ok: boolean;
  rehash: boolean;
}

const wrong: Verdict = { ok: false, rehash: false };

/** A PHC string of the password, which is normalised (NFKC) first: keyboards differ in how they compose characters. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(saltLength));
  return formatPhc({ cost: currentCost, salt, hash: await derive(password, salt, currentCost, keyLength) });
}

/**
 * Checks a password against what is stored. For an unknown account (null), or a stored text that is no hash, it does
 * the same work and answers no, so that time does not tell which accounts exist.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<Verdict> {
  if (stored !== null && bcryptShape.test(stored)) return verifyBcrypt(password, stored);
  const known = stored === null ? null : parsePhc(stored);
  const { cost, salt, hash } = known ?? dummy;
  const ok = crypto.subtle.timingSafeEqual(await derive(password, salt, cost, hash.length), hash);
  return known && ok ? { ok, rehash: !isCurrent(known) } : wrong;
}

const dummy: ScryptHash = {
  cost: currentCost,
  salt: new Uint8Array(saltLength).fill(0x53),
  hash: new Uint8Array(keyLength).fill(0x61),
};

function isCurrent({ cost, salt, hash }: ScryptHash): boolean {
  return (
    cost.ln === currentCost.ln &&
    cost.r === currentCost.r &&
    cost.p === currentCost.p &&
    salt.length >= saltLength &&
    hash.length >= keyLength
  );
}

/** Costs above 14 take seconds in JavaScript and are refused. */
const bcryptShape = /^\$2[aby]\$(?:0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}$/;

/** Systems that made bcrypt hashes mostly did not normalise, so the password is tried as typed first. */
async function verifyBcrypt(password: string, stored: string): Promise<Verdict> {
  const normalised = password.normalize("NFKC");
  const ok =
    (await compareBcrypt(password, stored)) || (normalised !== password && (await compareBcrypt(normalised, stored)));
  return ok ? { ok, rehash: true } : wrong;
}

function derive(password: string, salt: Uint8Array, { ln, r, p }: ScryptCost, length: number): Promise<Uint8Array> {
  const options = { N: 2 ** ln, r, p, maxmem: 2 * 128 * 2 ** ln * r + 128 * r * p };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, length, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
