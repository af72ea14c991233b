/** Hashes that spread keys over shards. Not for security: collisions are easy to make. */

const encoder = new TextEncoder();

/** 32-bit FNV-1a of the UTF-8 bytes of a text (http://www.isthe.com/chongo/tech/comp/fnv/), as an unsigned integer. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Which of `count` buckets (0 to `count - 1`) a key belongs to; the same everywhere and for good. */
export function bucketOf(key: string, count: number): number {
  return mix(fnv1a32(key)) % count;
}

/** The finaliser of MurmurHash3: lets every bit of the input reach the low bits, which the modulo reads. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
