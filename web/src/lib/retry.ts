/** Trying again what the network broke, and waiting that ends early: with the network's return or when one gives up. */
import { ApiError } from "../api/error.ts";
import { backoff } from "../live/backoff.ts";

/** With waits that double up to half a minute, about two minutes in which nothing gets through. */
const mostTries = 9;
/** A server that asks for more patience than this (milliseconds) is answered with words instead of waiting. */
const longestAskedMs = 30_000;

/** Whether the same call may succeed later without anybody changing anything. */
export function mayPass(error: unknown): error is ApiError {
  if (!(error instanceof ApiError)) return false;
  if ((error.retryAfter ?? 0) * 1000 > longestAskedMs) return false;
  return error.code === "network" || error.status >= 500 || error.status === 429 || error.status === 408;
}

/**
 * Calls `attempt` until it succeeds or fails for good; it is told how often it failed before. Without a network it waits for as
 * long as that takes, and tries count anew.
 */
export async function retrying<T>(attempt: (failures: number) => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let failures = 0, inARow = 0; ; failures++) {
    try {
      return await attempt(failures);
    } catch (error) {
      if (signal?.aborted === true || !mayPass(error)) throw error;
      if (!navigator.onLine) {
        await networkBack(signal);
        inARow = 0;
      } else {
        inARow += 1;
        if (inARow === mostTries) throw error;
        await pause(error.retryAfter === null ? backoff(inARow) : error.retryAfter * 1000, signal);
      }
    }
  }
}

/** Waits, but no longer than until the network comes back. Errors: the signal's reason. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return untilEvent(signal, milliseconds);
}

function networkBack(signal?: AbortSignal): Promise<void> {
  return navigator.onLine ? Promise.resolve() : untilEvent(signal, null);
}

function untilEvent(signal: AbortSignal | undefined, milliseconds: number | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason as Error);
    const timer = milliseconds === null ? undefined : setTimeout(finish, milliseconds);
    function finish() {
      clearTimeout(timer);
      removeEventListener("online", finish);
      signal?.removeEventListener("abort", finish);
      if (signal?.aborted === true) reject(signal.reason as Error);
      else resolve();
    }
    addEventListener("online", finish);
    signal?.addEventListener("abort", finish);
  });
}
