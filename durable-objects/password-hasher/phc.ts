/** scrypt hashes as PHC strings: `$scrypt$ln=14,r=8,p=5$<salt>$<hash>`, both in base 64 without padding. Pure. */

/** Cost of scrypt (RFC 7914): N = 2^ln blocks, block size r, parallelisation p. */
export interface ScryptCost {
  ln: number;
  r: number;
  p: number;
}

export interface ScryptHash {
  cost: ScryptCost;
  salt: Uint8Array;
  hash: Uint8Array;
}

const shape = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{1,128})\$([A-Za-z0-9+/]{1,128})$/;

/** Within these a hash may cost, so that no stored string can exhaust an object: 64 MiB, and four times today's work. */
const largestMemory = 64 * 1024 * 1024;
const largestWork = 4 * 2 ** 14 * 8 * 5;

/** Reads a PHC string; null if it is not one, or asks for too much. */
export function parsePhc(text: string): ScryptHash | null {
  const [, ln, r, p, salt, hash] = shape.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return null;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const parsed = { cost, salt: fromBase64(salt), hash: fromBase64(hash) };
  return isAffordable(cost) && parsed.salt !== null && parsed.hash !== null && parsed.hash.length >= 16
    ? { cost, salt: parsed.salt, hash: parsed.hash }
    : null;
}

export function formatPhc({ cost, salt, hash }: ScryptHash): string {
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${toBase64(salt)}$${toBase64(hash)}`;
}

function isAffordable({ ln, r, p }: ScryptCost): boolean {
  if (ln < 1 || r < 1 || p < 1) return false;
  return 128 * 2 ** ln * r <= largestMemory && 2 ** ln * r * p <= largestWork;
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
