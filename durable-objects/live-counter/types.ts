/** What a LiveCounter offers over RPC: the numbers of one subject. Views and viewers are its own; the others it reads from D1, absolute. */
import type { CountValues } from "../../contract/live/hub.ts";

export interface LiveCounterApi {
  /** Somebody saw the subject; counted once per person and day (UTC). Resolves when it is stored. */
  view(userId: string): Promise<void>;
  values(): Promise<CountValues>;
  /** A hub watches until `until` (milliseconds); `viewing`: its person has the subject open. Answers the values now. */
  watch(userId: string, viewing: boolean, until: number): Promise<CountValues>;
  unwatch(userId: string): Promise<void>;
  /** D1 has changed: the values are read again and told to whoever watches. Many calls in one moment cost one read. */
  refresh(): Promise<void>;
  /** Who may see the subject has changed: its watchers are let go, and their hubs ask the rules again. */
  recheck(): Promise<void>;
}
