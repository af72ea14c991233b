/** A person's live end: their devices, their list of conversations, their presence, and what they watch of others. */
import { DurableObject } from "cloudflare:workers";
import type { CountValues, HubEvent, LiveNotification, Subject } from "../../contract/live/hub.ts";
import { connectionHeader, roomAddress } from "../addresses.ts";
import type { InboxEntry } from "../chat-room/types.ts";
import type { ObjectsEnv } from "../env.ts";
import { Timers, type TimerHandler } from "../kit/alarms.ts";
import { logError } from "../kit/log.ts";
import { migrate } from "../kit/migrations.ts";
import { refused } from "../kit/result.ts";
import { Attendance, type AttendanceTimer } from "./attendance.ts";
import { Devices, maxDevices } from "./devices.ts";
import { readFrame } from "./frames.ts";
import { conversationEvent, Inbox } from "./inbox.ts";
import { userHubMigrations } from "./migrations.ts";
import { PersonStorage } from "./person.ts";
import { isHidden, presenceEvent } from "./presence.ts";
import { hasEnded, Sessions } from "./sessions.ts";
import { Tickets } from "./tickets.ts";
import type * as types from "./types.ts";
import { Watching } from "./watching.ts";

type TimerName = AttendanceTimer | "renew" | "rooms";

/** Milliseconds after which rooms are asked a second time to close a session that may just have been opening one. */
const roomsAgainAfter = 10_000;
/** Milliseconds after which watching is tried again that failed. */
const watchAgainAfter = 2_000;

export class UserHub extends DurableObject<ObjectsEnv> implements types.UserHubApi {
  readonly #person: PersonStorage;
  readonly #devices: Devices;
  readonly #tickets: Tickets;
  readonly #inbox: Inbox;
  readonly #sessions: Sessions;
  readonly #timers: Timers<TimerName>;
  readonly #attendance: Attendance;
  readonly #watching: Watching;

  constructor(ctx: DurableObjectState, env: ObjectsEnv) {
    super(ctx, env);
    this.#person = new PersonStorage(ctx.storage);
    this.#devices = new Devices(ctx);
    this.#tickets = new Tickets(ctx.storage);
    this.#inbox = new Inbox(ctx.storage);
    this.#sessions = new Sessions(ctx.storage);
    this.#timers = new Timers(ctx.storage);
    this.#attendance = new Attendance(env, this.#person, this.#devices, this.#timers);
    this.#watching = new Watching(ctx, env, this.#devices);
    void ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, userHubMigrations);
      this.#person.identify(ctx.id.name);
    });
  }

  get #selfId(): string {
    const id = this.#person.identify(undefined);
    if (id === null) throw new Error("a hub without a person");
    return id;
  }

  issueTicket(holder: types.TicketHolder): Promise<string> {
    return this.#tickets.issue(holder, Date.now());
  }

  async redeemTicket(secret: string): Promise<types.TicketHolder | null> {
    const holder = await this.#tickets.redeem(secret, Date.now());
    return holder && !this.#sessions.isEnded(holder.sessionId) ? holder : null;
  }

  async project(entries: InboxEntry[]): Promise<void> {
    const before = this.#inbox.unread();
    const events = this.#inbox.project(entries).map(conversationEvent);
    if (this.#inbox.unread() !== before) events.push({ t: "unread", ...this.#unread() });
    this.#later(this.#devices.tell(events));
  }

  async inbox(query: types.InboxQuery): Promise<types.InboxPage> {
    return this.#inbox.page(query);
  }

  async roomOpened(conversationId: string, sessionId: string): Promise<boolean> {
    if (this.#sessions.isEnded(sessionId)) return false;
    this.#sessions.open({ conversationId, sessionId }, Date.now());
    return true;
  }

  async endSessions(ended: types.SessionsEnded): Promise<void> {
    const now = Date.now();
    this.#sessions.end(ended, now);
    this.#devices.end((sessionId) => hasEnded(sessionId, ended));
    if (this.#sessions.endingRooms().length > 0) {
      await this.#timers.set("rooms", now + roomsAgainAfter);
      this.#later(this.#closeRooms());
    }
    await this.#devicesChanged();
  }

  async push(events: HubEvent[]): Promise<void> {
    this.#later(this.#devices.tell(events));
  }

  notify(notification: LiveNotification): Promise<void> {
    return this.push([{ t: "notification", notification }]);
  }

  async watchPresence(watcherId: string, until: number): Promise<types.Presence> {
    return this.#attendance.watch(this.#selfId, watcherId, until, Date.now());
  }

  async unwatchPresence(watcherId: string): Promise<void> {
    this.#person.unwatch(watcherId);
  }

  async hidePresence(watcherId: string | null, at?: number): Promise<void> {
    if (at !== undefined && this.#person.hasHidden(watcherId, at)) return;
    await this.#attendance.hide(watcherId, Date.now());
  }

  async presenceChanged(presence: types.Presence): Promise<void> {
    this.#later(this.#devices.tell([presenceEvent(presence)]));
    if (!isHidden(presence)) return;
    // They hid themselves from some or all: whether from this person, too, the rules are asked again.
    this.#watching.drop(`user:${presence.userId}`);
    this.#later(this.#align());
  }

  async countChanged(subject: Subject, values: CountValues): Promise<void> {
    if (Object.keys(values).length > 0) return this.push([{ t: "count", subject, values }]);
    // The counter has let everybody go: whether this person may watch on, the rules are asked again.
    this.#watching.drop(subject);
    this.#later(this.#align());
  }

  async erase(): Promise<void> {
    const ended: types.SessionsEnded = { sessionIds: null, except: null, at: Date.now() };
    await this.endSessions(ended);
    await this.#closeRooms();
    await this.hidePresence(null);
    this.#inbox.clear();
    this.#person.clear();
  }

  /** The upgrade of a live socket. The Worker has checked who connects; here it is refused for a session that has ended. */
  override async fetch(request: Request): Promise<Response> {
    const connection = JSON.parse(
      decodeURIComponent(request.headers.get(connectionHeader) ?? ""),
    ) as types.LiveConnection;
    if (this.#sessions.isEnded(connection.sessionId))
      return Response.json(refused("unauthenticated", "This session has ended. Sign in again."), { status: 401 });
    if (this.#devices.open().length >= maxDevices)
      return Response.json(refused("rate_limited", "You are connected too many times."), { status: 429 });
    const answer = this.#devices.accept(connection, {
      t: "welcome",
      userId: this.#selfId,
      unread: this.#unread(),
    });
    this.#later(this.#attendance.update(Date.now()));
    return answer;
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const now = Date.now();
    if (socket.readyState !== WebSocket.OPEN) return;
    if (!this.#devices.allows(socket, "frames", now)) return this.#devicesChanged();
    const read = readFrame(message);
    if (!read.ok) {
      this.#devices.send(socket, { t: "error", code: read.code, detail: read.detail });
      if (!this.#devices.allows(socket, "bad", now)) await this.#devicesChanged();
      return;
    }
    const frame = read.value;
    if (frame.t === "watch") return this.#align(this.#devices.watch(socket, frame));
    this.#devices.keep(socket, { ...this.#devices.of(socket), state: frame.state });
    await this.#attendance.update(now);
  }

  override webSocketClose(socket: WebSocket): Promise<void> {
    // The closing handshake wants an answer (RFC 6455, section 5.5.1).
    socket.close(1000);
    return this.#devicesChanged();
  }

  override webSocketError(): Promise<void> {
    return this.#devicesChanged();
  }

  override async alarm(): Promise<void> {
    const { offline, seen, tell } = this.#attendance.handlers;
    const handlers: Record<TimerName, TimerHandler> = {
      // With the last device gone for good, nothing is watched any more.
      offline: async (now) => {
        const next = await offline(now);
        await this.#watching.align(this.#selfId);
        return next;
      },
      seen,
      tell,
      renew: async () => {
        await this.#watching.align(this.#selfId);
        return this.#watching.renewAt();
      },
      rooms: async () => {
        await this.#closeRooms();
        for (const room of this.#sessions.endingRooms()) this.#sessions.forget(room);
        return null;
      },
    };
    await this.#timers.fire(Date.now(), handlers);
  }

  #unread(): { conversations: number; notifications: number } {
    return { conversations: this.#inbox.unread(), notifications: 0 };
  }

  /** A device went. While the last one may come back, what it watched stays. */
  async #devicesChanged(): Promise<void> {
    await this.#attendance.update(Date.now());
    if (this.#devices.open().length > 0) this.#later(this.#align());
  }

  /** Brings what is watched in line; a failure is tried again soon. */
  async #align(asked: readonly string[] = []): Promise<void> {
    try {
      await this.#watching.align(this.#selfId, asked);
      const renewAt = this.#watching.renewAt();
      if (renewAt !== null) await this.#timers.set("renew", renewAt);
    } catch (error) {
      logError("watch.failed", error);
      await this.#timers.set("renew", Date.now() + watchAgainAfter);
    }
  }

  async #closeRooms(): Promise<void> {
    const selfId = this.#selfId;
    await Promise.all(
      this.#sessions
        .endingRooms()
        .map(({ conversationId, sessionId }) => roomAddress(this.env, conversationId).closeSession(selfId, sessionId)),
    );
  }

  /** Work that goes on after the answer. */
  #later(work: Promise<unknown>): void {
    this.ctx.waitUntil(work.catch((error: unknown) => logError("hub.failed", error)));
  }
}
