/**
 * Named places where a test may cut a write off, as a crash would. `FAULTS` (a comma-separated list of names) arms them in a
 * process that is going to be killed: there the place never returns. In one process, `armFault` makes the place throw.
 * Neither exists outside development.
 */
import type { Env } from "../env.ts";
import { newLogger } from "../http/log.ts";

export const faultPoints = [
  /** The batch is in; nothing has been sent to the queue. */
  "commit.before-send",
  /** The queue has the message; its consumer has not begun. */
  "consume.before-effects",
  /** The effect is done; its row is still there. */
  "consume.before-finish",
  /** The batch goes in without its outbox rows: the control that shows what the outbox is for. */
  "commit.omit-outbox",
  /** Bytes of uploads are kept in memory besides: the control that shows what streaming is for. */
  "media.hold-bytes",
  /** A media was looked at; nothing has been copied to where it is served from. */
  "media.before-seal",
  /** The bytes of a media are where they are served from; its row does not say so. */
  "media.before-ready",
] as const;
export type FaultPoint = (typeof faultPoints)[number];

const armed = new Set<FaultPoint>();

/** Arms a place in this process until the returned function is called. For tests. */
export function armFault(point: FaultPoint): () => void {
  armed.add(point);
  return () => armed.delete(point);
}

/** Whether a place is armed by the environment or by a test. */
export function isArmed(env: Env, point: FaultPoint): boolean {
  if (env.ENVIRONMENT !== "development") return false;
  return armed.has(point) || (env.FAULTS?.split(",").includes(point) ?? false);
}

/** Stops here when the place is armed: forever by the environment, with an error by a test. */
export async function faultPoint(env: Env, point: FaultPoint): Promise<void> {
  if (!isArmed(env, point)) return;
  newLogger({}).warn("fault.reached", { point });
  if (armed.has(point)) throw new Error(`fault: ${point}`);
  await new Promise(() => undefined);
}
