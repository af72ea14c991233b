/** Who has the room open: sockets come and go, the others hear of it, and so they do of what passes between people. */
import type { ErrorCode } from "../../contract/errors.ts";
import type { RoomAnswer } from "../../contract/live/room.ts";
import { type CloseReason, subprotocol } from "../../contract/live/protocol.ts";
import type { ObjectsEnv } from "../env.ts";
import { Allowances } from "./allowance.ts";
import { Broadcast } from "./broadcast.ts";
import type { History } from "./history.ts";
import { Intake } from "./intake.ts";
import { Pace } from "./pace.ts";
import type { Party } from "./permissions.ts";
import type { Outgoing } from "./present.ts";
import type { Room } from "./room.ts";
import type { Sending } from "./sending.ts";
import { type Client, Sockets } from "./sockets.ts";
import type { RoomRow, RoomStorage } from "./storage.ts";
import type { Connection } from "./types.ts";

/** Milliseconds in which an upgrade that was let through has arrived. */
const upgradesLast = 60_000;

export interface AttendanceParts {
  storage: RoomStorage;
  room: Room;
  sending: Sending;
  history: History;
}

export class Attendance {
  readonly #parts: AttendanceParts;
  readonly #sockets: Sockets;
  readonly #pace = new Pace();
  readonly #allowances: Allowances;
  readonly #broadcast: Broadcast;
  readonly #intake: Intake;
  /** Sessions that ended lately, and when: their upgrades may still be on the way. In the order in which they ended. */
  readonly #ended = new Map<string, number>();

  constructor(ctx: DurableObjectState, env: ObjectsEnv, parts: AttendanceParts) {
    this.#parts = parts;
    this.#sockets = new Sockets(ctx);
    this.#allowances = new Allowances(env);
    this.#broadcast = new Broadcast(ctx.storage, {
      sockets: this.#sockets,
      hides: parts.storage.hides,
      pace: this.#pace,
      greeting: (client, since) => this.#greeting(client, since),
      stuck: (client) => this.#drop(client, "slow", "frames waited too long"),
    });
    this.#intake = new Intake({
      room: parts.room,
      sending: parts.sending,
      sockets: this.#sockets,
      broadcast: this.#broadcast,
      pace: this.#pace,
      allowances: this.#allowances,
      drop: (client, reason, words) => this.#drop(client, reason, words),
      tellRead: (party, upTo) => this.tellRead(party, upTo),
    });
  }

  /** Opens a socket for somebody who may come in, unless their session has ended meanwhile. */
  enter({ card, sessionId, showsPresence }: Connection, party: Party): Response {
    if (this.#ended.has(sessionId)) {
      const detail = "This session has ended. Sign in again.";
      return Response.json({ code: "unauthenticated" satisfies ErrorCode, detail }, { status: 401 });
    }
    const { 0: client, 1: server } = new WebSocketPair();
    const wasHere = this.isHere(card.id);
    const visitor = party.state === "visitor";
    this.#sockets.accept(server, { userId: card.id, sessionId, visitor, showsPresence });
    if (!wasHere && showsPresence) this.#tellPresence(card.id, "online");
    return new Response(null, { status: 101, webSocket: client, headers: { "Sec-WebSocket-Protocol": subprotocol } });
  }

  /** Takes a frame from a socket. */
  take(socket: WebSocket, data: string | ArrayBuffer): void {
    const client = this.#sockets.of(socket);
    if (client !== null) this.#intake.take(client, data);
  }

  /** A socket was closed at the other end. */
  lose(socket: WebSocket): void {
    // What was sent before the end counts.
    this.#pace.catchUp();
    const client = this.#sockets.of(socket);
    if (client !== null && this.#sockets.forget(client)) this.#gone(client);
  }

  isHere(userId: string): boolean {
    return this.#sockets.isHere(userId);
  }

  /** Sends stored events to whoever is here, once they are safe. */
  publish(outgoing: readonly Outgoing[]): void {
    this.#broadcast.publish(outgoing);
  }

  /** Resolves when what was published so far is safe and has gone out. */
  settled(): Promise<void> {
    return this.#broadcast.settled();
  }

  /** Closes the sockets of people who are no longer in; without any named, those of all. */
  dismiss(userIds?: readonly string[]): void {
    const clients = userIds ? userIds.flatMap((userId) => [...this.#sockets.ofUser(userId)]) : this.#sockets.all();
    for (const client of clients) this.#drop(client, "removed", "no longer a member");
  }

  /** Closes somebody's sockets of a session that has ended; null means of all their sessions. */
  closeSession(userId: string, sessionId: string | null): void {
    const now = Date.now();
    for (const [ended, at] of this.#ended) if (now - at > upgradesLast) this.#ended.delete(ended);
    if (sessionId !== null) this.#ended.set(sessionId, now);
    for (const client of this.#sockets.ofUser(userId)) {
      if (sessionId === null || client.sessionId === sessionId) this.#drop(client, "sessionEnded", "signed out");
    }
  }

  /** Has visitors come in again, as far as they still may. */
  recheckVisitors(): void {
    for (const client of this.#sockets.all()) if (client.visitor) this.#drop(client, "restart", "come in again");
  }

  /** Has people page anew: what they have on their screens is not what they may see now. */
  reset(userIds: Iterable<string>, seq: number): void {
    for (const userId of userIds) {
      for (const client of this.#sockets.ofUser(userId)) {
        if (client.greeted) this.#broadcast.answer(client, { t: "reset", seq });
      }
    }
  }

  /** Tells the others how far somebody has read; who has not accepted a request yet is not given away. */
  tellRead({ userId, state }: Party, upTo: number): void {
    if (state === "member" && !this.#parts.storage.isLarge) this.#broadcast.pass({ t: "read", userId, upTo });
  }

  /** Forgets the blocks of a visitor who is not here, but for those with people who are, or who are members. */
  forgetVisitor(userId: string): void {
    const { hides, members } = this.#parts.storage;
    if (this.isHere(userId)) return;
    hides.forgetVisitor(userId, (otherId) => this.isHere(otherId) || members.get(otherId) !== null);
  }

  /** Tells everybody here which settings are in force from now on. */
  tellSettings({ slowModeSeconds, retentionDays }: Pick<RoomRow, "slowModeSeconds" | "retentionDays">): void {
    this.#broadcast.pass({ t: "settings", slowModeSeconds, retentionDays });
  }

  #greeting(client: Client, since: number | null): RoomAnswer[] {
    const { room, history } = this.#parts;
    const party = room.party(client.userId, client.visitor);
    if (party === null) return [];
    const present = this.#sockets.present().filter((userId) => !this.#isAsked(userId));
    return history.greeting(party, present, since);
  }

  #drop(client: Client, reason: CloseReason, words: string): void {
    this.#broadcast.part(client);
    if (this.#sockets.close(client, reason, words)) this.#gone(client);
  }

  /** Somebody has closed their last socket here. */
  #gone({ userId, visitor, showsPresence }: Client): void {
    this.#allowances.release(userId);
    if (visitor) this.forgetVisitor(userId);
    if (showsPresence) this.#tellPresence(userId, "offline");
  }

  #tellPresence(userId: string, state: "online" | "offline"): void {
    if (this.#parts.storage.isLarge || this.#isAsked(userId)) return;
    this.#broadcast.pass({ t: "presence", userId, state });
  }

  /** Whether somebody has a request before them that they have not answered. */
  #isAsked(userId: string): boolean {
    return this.#parts.storage.members.get(userId)?.state === "request";
  }
}
