/** Protections that a test may take out of an object, to see that it notices. `FAULTS` arms them, as workers/effects/faults.ts says. */
import { env } from "cloudflare:workers";

export type ObjectFault =
  /** A room stores a message again that it has already: the control that shows what the ids of clients are for. */
  | "room.omit-id-check"
  /** A room sends nothing of what a client has missed: what resuming is for. */
  | "room.omit-resume"
  /** A room lets cursors go back: what the guard of unread counts is for. */
  | "room.omit-cursor-guard"
  /** A room takes frames for what they say they are: what parsing is for. */
  | "room.omit-frame-check";

/** Whether a protection is taken out: in development only. */
export function isArmed(fault: ObjectFault): boolean {
  const { ENVIRONMENT, FAULTS } = env as { ENVIRONMENT?: string; FAULTS?: string };
  return ENVIRONMENT === "development" && (FAULTS?.split(",").includes(fault) ?? false);
}
