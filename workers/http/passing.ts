/** Failures of Cloudflare's storage that pass by themselves: it is overloaded, restarts, or cannot be reached for a moment. */

/**
 * What D1 (https://developers.cloudflare.com/d1/observability/debug-d1/) and R2 (https://developers.cloudflare.com/r2/api/error-codes/) say
 * then. R2 refuses a second write to the same object within a second, too.
 */
const messages = [
  /DB is overloaded/,
  /reset because its code was updated/,
  /Internal error .*caused object to be reset/,
  /transient issue on remote node/,
  /Network connection lost/,
  /\((10043|10058)\)$/,
];

/** Whether the same call may succeed in a moment. Only the first cause tells: what wraps it has values of people in its message. */
export function isPassing(error: unknown): boolean {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  if (!(cause instanceof Error)) return false;
  const { message, overloaded, retryable } = cause as Error & { overloaded?: unknown; retryable?: unknown };
  // Durable Objects: https://developers.cloudflare.com/durable-objects/best-practices/error-handling/
  return overloaded === true || retryable === true || messages.some((pattern) => pattern.test(message));
}
