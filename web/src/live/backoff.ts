const base = 500;
const longest = 30_000;

/**
 * Milliseconds before try number `attempt` (from 0): exponential with full jitter, so that clients which were cut off
 * together do not come back together.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(longest, base * 2 ** attempt);
}
