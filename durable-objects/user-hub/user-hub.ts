/** A person's live end: devices, list of conversations, presence. */
import { DurableObject } from "cloudflare:workers";
import type { CountValues, HubEvent, LiveNotification, Subject } from "../../contract/live/hub.ts";
import type { InboxEntry } from "../chat-room/types.ts";
import type { InboxPage, InboxQuery, Presence, TicketHolder, UserHubApi } from "./types.ts";

const notYet = (): never => {
  throw new Error("not available yet");
};

export class UserHub extends DurableObject implements UserHubApi {
  async issueTicket(_holder: TicketHolder): Promise<string> {
    return notYet();
  }
  async redeemTicket(_secret: string): Promise<TicketHolder | null> {
    return notYet();
  }
  async project(_entries: InboxEntry[]): Promise<void> {}
  async inbox(_query: InboxQuery): Promise<InboxPage> {
    return notYet();
  }
  async roomOpened(_conversationId: string, _sessionId: string): Promise<boolean> {
    return true;
  }
  async endSessions(_sessionIds: string[] | null): Promise<void> {}
  async push(_events: HubEvent[]): Promise<void> {}
  async notify(_notification: LiveNotification): Promise<void> {}
  async watchPresence(_watcherId: string, _until: number): Promise<Presence> {
    return notYet();
  }
  async unwatchPresence(_watcherId: string): Promise<void> {}
  async hidePresence(_watcherId: string | null): Promise<void> {}
  async presenceChanged(_presence: Presence): Promise<void> {}
  async countChanged(_subject: Subject, _values: CountValues): Promise<void> {}
  async erase(): Promise<void> {}
}
