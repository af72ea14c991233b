/** Events on their way to devices: who wants which, and what a later one makes needless. Pure. */
import type { HubEvent, Subject } from "../../contract/live/hub.ts";

/** What a device watches. `viewing` is the subject that it has open. */
export interface Watched {
  users: readonly string[];
  subjects: readonly Subject[];
  viewing: Subject | null;
}

/** Whether an event concerns a device: presence and counts only where they are watched, all else everywhere. */
export function isWanted(event: HubEvent, { users, subjects, viewing }: Watched): boolean {
  if (event.t === "presence") return users.includes(event.userId);
  if (event.t === "count") return viewing === event.subject || subjects.includes(event.subject);
  return true;
}

/** What a later event of the same key replaces; null: nothing does. */
function keyOf(event: HubEvent): string | null {
  switch (event.t) {
    case "conversation":
      return `conversation:${event.conversation.id}`;
    case "presence":
      return `presence:${event.userId}`;
    case "count":
      return `count:${event.subject}`;
    case "unread":
      return "unread";
    case "notification":
    case "session":
      return null;
  }
}

/** The events without those that a later one replaces; values of counts add up to one event. */
export function coalesce(events: readonly HubEvent[]): HubEvent[] {
  const newest = new Map<string, HubEvent>();
  events.forEach((event, index) => {
    const key = keyOf(event) ?? String(index);
    const before = newest.get(key);
    newest.delete(key);
    newest.set(
      key,
      before?.t === "count" && event.t === "count"
        ? { ...event, values: { ...before.values, ...event.values } }
        : event,
    );
  });
  return [...newest.values()];
}
