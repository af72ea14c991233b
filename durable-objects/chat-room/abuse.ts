/** How much nonsense a socket may send. Pure: levels that rise with every offence and drain with time. */

/** A level, and when it was last looked at (milliseconds). */
export interface Leak {
  level: number;
  at: number;
}

/** How high a level may rise, and how much of it drains in a second. */
export interface Tolerance {
  most: number;
  perSecond: number;
}

/** Malformed frames: beyond it the socket closes with 4400. */
export const faultTolerance: Tolerance = { most: 20, perSecond: 0.2 };
/** Refusals for sending too much: beyond it the socket closes with 4429. */
export const floodTolerance: Tolerance = { most: 100, perSecond: 1 };
/** Greetings, which may bring a thousand events each: beyond it they are refused. */
export const greetingTolerance: Tolerance = { most: 30, perSecond: 0.5 };
/** Frames that cost no tokens, such as `typing`: beyond it they are refused. */
export const passingTolerance: Tolerance = { most: 200, perSecond: 20 };

export function newLeak(): Leak {
  return { level: 0, at: 0 };
}

/** Counts one offence; whether it is still within the tolerance. */
export function isTolerated(leak: Leak, { most, perSecond }: Tolerance, now: number): boolean {
  leak.level = Math.max(0, leak.level - (Math.max(0, now - leak.at) / 1_000) * perSecond) + 1;
  leak.at = now;
  return leak.level <= most;
}
