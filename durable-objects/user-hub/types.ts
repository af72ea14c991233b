/** What a UserHub offers over RPC: one person's live end. It keeps what rooms project and never goes back behind a revision. */
import type { HubEvent, LiveNotification, PresenceState, Subject, CountValues } from "../../contract/live/hub.ts";
import type { Role } from "../../contract/roles.ts";
import type { InboxEntry } from "../chat-room/types.ts";

/** Whom a ticket lets in. */
export interface TicketHolder {
  userId: string;
  sessionId: string;
  role: Role;
  /** When the access token was issued that the ticket was given for (milliseconds): what was revoked since counts for the ticket too. */
  issuedAt: number;
}

/** The connection of a live socket, as the Worker has checked it; travels in `connectionHeader` of the upgrade request. */
export type LiveConnection = TicketHolder;

/** What the Worker answers a hub: which of these its person may hear of. Reached as the export of the same name. */
export interface LiveRulesApi {
  admit(
    viewer: { id: string; role: Role; sessionId: string; issuedAt: number },
    asked: { users: string[]; subjects: Subject[] },
  ): Promise<{ users: string[]; subjects: Subject[] }>;
}

/** Sessions that ended at `at`: these, or (null) all that had begun before, but for `except`. */
export interface SessionsEnded {
  sessionIds: string[] | null;
  except: string | null;
  at: number;
}

export interface InboxQuery {
  state: "member" | "request";
  archived: boolean;
  /** The page after this entry: its time and id. */
  before: { lastAt: number; id: string } | null;
  limit: number;
}

/** Newest first. `large` are all entries of large rooms with the same state, whatever their time: the caller merges them in. */
export interface InboxPage {
  entries: InboxEntry[];
  large: InboxEntry[];
}

export interface Presence {
  userId: string;
  state: PresenceState;
  lastSeenAt: number | null;
}

export interface UserHubApi {
  /** A ticket for one socket, good once within 30 s: `<userId>.<secret>`; only a hash of it is kept. */
  issueTicket(holder: TicketHolder): Promise<string>;
  /** Whom a ticket lets in; null when it was used, is too old or was never given. */
  redeemTicket(secret: string): Promise<TicketHolder | null>;
  /** Entries from rooms. Older revisions than what is known are ignored; what changed is pushed to all devices. */
  project(entries: InboxEntry[]): Promise<void>;
  inbox(query: InboxQuery): Promise<InboxPage>;
  /** Remembers that a session has a room open, so that ending the session closes that socket too. False: the session has ended. */
  roomOpened(conversationId: string, sessionId: string): Promise<boolean>;
  /** Sessions have ended: live sockets and those in rooms close with 4401. */
  endSessions(ended: SessionsEnded): Promise<void>;
  /** Live events for every device of this person; nothing is kept. */
  push(events: HubEvent[]): Promise<void>;
  notify(notification: LiveNotification): Promise<void>;
  /** A watcher, whom the Worker's rules let see this person, wants to hear of changes until `until`; answers the state now. */
  watchPresence(watcherId: string, until: number): Promise<Presence>;
  unwatchPresence(watcherId: string): Promise<void>;
  /**
   * Somebody may no longer see this person (null: nobody whom the rules do not let in anew): they hear `offline` once and then
   * nothing. With `at`, the time of what it follows from, a repeat changes nothing.
   */
  hidePresence(watcherId: string | null, at?: number): Promise<void>;
  /** What another hub tells its watchers. */
  presenceChanged(presence: Presence): Promise<void>;
  /** What a counter tells its watchers; without any value it has let them go. */
  countChanged(subject: Subject, values: CountValues): Promise<void>;
  /** Everything about this person is deleted. */
  erase(): Promise<void>;
}
