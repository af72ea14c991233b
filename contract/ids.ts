/** ULIDs (https://github.com/ulid/spec): 26 characters of Crockford base 32, 48 bits of milliseconds then 80 of randomness. */
import { monotonicFactory } from "ulidx";
import { z } from "zod";

const next = monotonicFactory();

/** A new id; ids made by one isolate in the same millisecond still rise. `at` is milliseconds since the epoch. */
export function newId(at: number = Date.now()): string {
  return next(at);
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The id that `name` always gets: time part from `at` (milliseconds), the rest from SHA-256 of the name. Makes imports repeatable. */
export async function derivedId(name: string, at: number): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name)));
  let tail = "";
  for (let i = 0; i < 16; i++) tail += alphabet[(digest[i] ?? 0) & 31];
  return timePart(at) + tail;
}

/** The first ten characters of every ULID made at `at`; with sixteen zeros after it, a lower bound for a range of ids. */
export function timePart(at: number): string {
  let rest = Math.max(0, Math.floor(at));
  let out = "";
  for (let i = 0; i < 10; i++) {
    out = alphabet[rest % 32] + out;
    rest = Math.floor(rest / 32);
  }
  return out;
}

/** When an id was made (milliseconds): what its first ten characters say. */
export function timeOf(id: string): number {
  let at = 0;
  for (const char of id.slice(0, 10)) at = at * 32 + alphabet.indexOf(char);
  return at;
}

const shape = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** Whether a text has the shape of an id. Usernames never have it (26 characters of the alphabet, upper-cased). */
export function isId(text: string): boolean {
  return shape.test(text);
}

export const id = z
  .string()
  .regex(shape, "must be an id (ULID)")
  .meta({ id: "Id", example: "01JD6Z3N9Q8T4V5W6X7Y8Z9ABC" });
