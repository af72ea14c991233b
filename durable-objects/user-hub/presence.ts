/** When a person is there. Pure. */
import type { HubEvent, PresenceState } from "../../contract/live/hub.ts";
import type { Presence } from "./types.ts";

/** Milliseconds between the last device's going and `offline`: reloading a page does not flicker. */
export const offlineAfter = 15_000;
/** Milliseconds for which somebody who was let in may watch without being looked at again. */
export const watchMillis = 600_000;

/** What watchers were told last; `lastSeenAt`: when the last device went, null while one is there. */
export interface Shown {
  state: PresenceState;
  lastSeenAt: number | null;
}

/** What holds now, given the states of the open devices. A person without any is still there until `offlineAfter` has passed. */
export function settle(shown: Shown, devices: readonly ("online" | "away")[], now: number): Shown {
  if (devices.length > 0) return { state: devices.includes("online") ? "online" : "away", lastSeenAt: null };
  if (shown.state === "offline") return shown;
  const lastSeenAt = shown.lastSeenAt ?? now;
  return { state: now >= lastSeenAt + offlineAfter ? "offline" : shown.state, lastSeenAt };
}

/** What others are told: when somebody was seen last is said once they are gone. */
export function presenceOf(userId: string, { state, lastSeenAt }: Shown): Presence {
  return { userId, state, lastSeenAt: state === "offline" ? lastSeenAt : null };
}

/** What somebody is told who may not know (any more). Nobody who was ever seen goes offline without a time. */
export function hiddenPresence(userId: string): Presence {
  return { userId, state: "offline", lastSeenAt: null };
}

export function isHidden({ state, lastSeenAt }: Presence): boolean {
  return state === "offline" && lastSeenAt === null;
}

export function presenceEvent({ userId, state, lastSeenAt }: Presence): HubEvent {
  return { t: "presence", userId, state, lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt).toISOString() };
}
