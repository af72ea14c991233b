/**
 * Hashes passwords. A hash takes about 0.1 s of processor time and 16 MiB, and blocks its isolate meanwhile, so it runs
 * here, away from the Workers, with a bounded queue: when the queue is full, callers are told to come back later.
 */
import { DurableObject } from "cloudflare:workers";
import { Gate } from "./gate.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";

/** `retryAfter` is in seconds. */
interface Busy {
  kind: "busy";
  retryAfter: number;
}
export type HashAnswer = { kind: "hash"; phc: string } | Busy;
export type VerifyAnswer = { kind: "verdict"; ok: boolean; rehash: boolean } | Busy;

export class PasswordHasher extends DurableObject {
  readonly #gate = new Gate({ running: 2, waiting: 32, secondsPerJob: 0.15 });

  /** Hashes a password into a PHC string. */
  async hash(password: string): Promise<HashAnswer> {
    const admission = await this.#gate.run(() => afterPending(() => hashPassword(password)));
    return admission.kind === "busy" ? admission : { kind: "hash", phc: admission.result };
  }

  /** Checks a password against a stored hash (scrypt PHC or bcrypt), or against nothing at the same cost. */
  async verify(password: string, stored: string | null): Promise<VerifyAnswer> {
    const admission = await this.#gate.run(() => afterPending(() => verifyPassword(password, stored)));
    return admission.kind === "busy" ? admission : { kind: "verdict", ...admission.result };
  }
}

/** Lets calls that arrived during the last hash in first, so that the queue's bound counts them. */
async function afterPending<Result>(job: () => Promise<Result>): Promise<Result> {
  await scheduler.wait(0);
  return job();
}
