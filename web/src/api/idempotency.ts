import { ulid } from "ulidx";

/**
 * Keys for one thing that a person is about to create. The same body keeps its key, so that trying again after a lost
 * answer creates nothing twice; a changed body gets a new one. Call `done` after success.
 */
export interface IdempotencyKeys {
  keyFor(body: unknown): string;
  done(): void;
}

export function createIdempotencyKeys(): IdempotencyKeys {
  let last: { body: string; key: string } | null = null;
  return {
    keyFor(body) {
      const text = JSON.stringify(body);
      if (last?.body !== text) last = { body: text, key: ulid() };
      return last.key;
    },
    done() {
      last = null;
    },
  };
}
