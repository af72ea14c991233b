/** The hub for components. Everything here is quiet without an account: no socket, no presence, no counts. */
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { CountValues, Subject } from "../../../contract/live/hub.ts";
import { hub, type HubEventOf, type HubKind, type Presence, type Unread } from "./hub.ts";

const nothingUnread: Unread = { conversations: 0, notifications: 0 };

/** Keeps the hub of this tab connected while somebody is signed in. Used once, by the shell. */
export function useLive(viewerId: string | null): void {
  useEffect(() => {
    if (viewerId === null) return;
    hub.start();
    return () => hub.stop();
  }, [viewerId]);
}

/** Calls `handler` for every live event of a kind; the handler may close over the newest props. */
export function useHubEvent<K extends HubKind>(kind: K, handler: (event: HubEventOf<K>) => void): void {
  const take = useEffectEvent(handler);
  useEffect(() => hub.subscribe(kind, (event) => take(event)), [kind]);
}

/** Calls when the hub is there; `again`: after a loss, when lists may have missed something. */
export function useHubArrival(handler: (again: boolean) => void): void {
  const take = useEffectEvent(handler);
  useEffect(() => hub.onArrival((again) => take(again)), []);
}

/** Whether somebody is there; undefined while unknown or hidden. Null watches nobody. */
export function usePresence(userId: string | null): Presence | undefined {
  useEffect(() => (userId === null ? undefined : hub.watch({ users: [userId] })), [userId]);
  return useSyncExternalStore(
    hub.onChange,
    () => (userId === null ? undefined : hub.presenceOf(userId)),
    () => undefined,
  );
}

/** Live numbers of a subject, where they are known; null watches nothing. `viewing`: it is open, and its viewers count. */
export function useCounts(subject: Subject | null, { viewing = false } = {}): CountValues | undefined {
  useEffect(() => {
    if (subject === null) return;
    return hub.watch({ subjects: [subject], ...(viewing && { viewing: subject }) });
  }, [subject, viewing]);
  return useSyncExternalStore(
    hub.onChange,
    () => (subject === null ? undefined : hub.countsOf(subject)),
    () => undefined,
  );
}

/** Numbers of conversations and notifications with something unread. */
export function useUnread(): Unread {
  return useSyncExternalStore(
    hub.onChange,
    () => hub.unread,
    () => nothingUnread,
  );
}
