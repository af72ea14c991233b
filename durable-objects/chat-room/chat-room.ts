/** One conversation: its members, its messages, and the sockets of those who have it open. A shell; decisions are in the parts. */
import { DurableObject } from "cloudflare:workers";
import type { ConversationSettings, ReadState } from "../../contract/conversations.ts";
import { type CloseReason, ping, pong, subprotocol } from "../../contract/live/protocol.ts";
import type {
  HistoryPage,
  HistoryQuery,
  MessageHits,
  MessageSearchQuery,
  MessageSent,
  NewMessage,
} from "../../contract/messages.ts";
import type { UserCard } from "../../contract/users.ts";
import type { ObjectsEnv } from "../env.ts";
import { Timers } from "../kit/alarms.ts";
import { migrate } from "../kit/migrations.ts";
import { done, refused, type Result } from "../kit/result.ts";
import { Allowances } from "./allowance.ts";
import { bring } from "./bring.ts";
import { Broadcast } from "./broadcast.ts";
import { Catalogue } from "./catalogue.ts";
import { History } from "./history.ts";
import { Intake } from "./intake.ts";
import { Invites } from "./invites.ts";
import { Keeping, type KeepingTimer } from "./keeping.ts";
import { Membership } from "./membership.ts";
import { roomMigrations } from "./migrations.ts";
import { inviteRefusal, type Party } from "./permissions.ts";
import { Projection } from "./projection.ts";
import { Room } from "./room.ts";
import { type Client, Sockets } from "./sockets.ts";
import { Standings } from "./standing.ts";
import { RoomStorage } from "./storage.ts";
import { type Record, Turn } from "./turn.ts";
import {
  type ChatRoomApi,
  type Connection,
  connectionHeader,
  type Entrant,
  type Imported,
  type MemberChange,
  type MemberRow,
  type RoomChange,
  type RoomInvite,
  type RoomOpening,
  type Standing,
} from "./types.ts";
import { Upkeep } from "./upkeep.ts";

const unopened = refused("not_found", "There is no such conversation.");

export class ChatRoom extends DurableObject<ObjectsEnv> implements ChatRoomApi {
  readonly #timers: Timers<"drain" | KeepingTimer>;
  readonly #storage: RoomStorage;
  readonly #sockets: Sockets;
  readonly #standings: Standings;
  readonly #history: History;
  readonly #allowances: Allowances;
  readonly #broadcast: Broadcast;
  readonly #projection: Projection;
  readonly #room: Room;
  readonly #membership: Membership;
  readonly #upkeep: Upkeep;
  readonly #intake: Intake;
  readonly #invites: Invites;
  readonly #keeping: Keeping;

  constructor(ctx: DurableObjectState, env: ObjectsEnv) {
    super(ctx, env);
    migrate(ctx.storage, roomMigrations);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
    this.#timers = new Timers(ctx.storage);
    const storage = new RoomStorage(ctx.storage);
    storage.load();
    this.#storage = storage;
    const sockets = new Sockets(ctx);
    this.#sockets = sockets;
    this.#standings = new Standings(storage);
    this.#history = new History(storage);
    this.#allowances = new Allowances(env);
    this.#broadcast = new Broadcast(ctx.storage, {
      sockets,
      hides: storage.hides,
      greeting: (client, since) => this.#greeting(client, since),
      stuck: (client) => this.#drop(client, "slow", "frames waited too long"),
    });
    const catalogue = new Catalogue(storage, env, (userId) => sockets.isHere(userId));
    this.#projection = new Projection({
      storage,
      standings: this.#standings,
      catalogue,
      env,
      timers: this.#timers,
    });
    void ctx.blockConcurrencyWhile(() => this.#projection.wake());
    this.#room = new Room(storage, this.#record);
    this.#membership = new Membership(storage, this.#record);
    this.#upkeep = new Upkeep(storage, this.#record, this.#room, this.#membership);
    this.#invites = new Invites(ctx.storage);
    this.#keeping = new Keeping(ctx.storage, env.MEDIA, { storage, timers: this.#timers, record: this.#record });
    this.#intake = new Intake({
      room: this.#room,
      sockets,
      broadcast: this.#broadcast,
      allowances: this.#allowances,
      drop: (client, reason, words) => this.#drop(client, reason, words),
      tellRead: (userId, upTo) => this.#tellRead(userId, upTo),
    });
  }

  // ---- sockets ----

  /** The upgrade of a socket, with its `Connection` in the header. Refusals are JSON with `code` and `detail`. */
  override async fetch(request: Request): Promise<Response> {
    const connection = JSON.parse(
      decodeURIComponent(request.headers.get(connectionHeader) ?? "null"),
    ) as Connection | null;
    if (connection === null || request.headers.get("Upgrade")?.toLowerCase() !== "websocket") {
      return Response.json({ code: "malformed", detail: "This address is for WebSockets." }, { status: 400 });
    }
    const { card, sessionId, visitor, showsPresence } = connection;
    const party = this.#room.party(card.id, visitor);
    if (party === null) return Response.json({ code: unopened.code, detail: unopened.detail }, { status: 404 });
    this.#upkeep.meet(connection);
    const { 0: client, 1: server } = new WebSocketPair();
    const wasHere = this.#sockets.isHere(card.id);
    const isVisitor = party.state === "visitor";
    this.#sockets.accept(server, { userId: card.id, sessionId, visitor: isVisitor, showsPresence });
    if (!wasHere && showsPresence) this.#tellPresence(card.id, "online");
    return new Response(null, { status: 101, webSocket: client, headers: { "Sec-WebSocket-Protocol": subprotocol } });
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    const client = this.#sockets.of(socket);
    if (client !== null) this.#intake.take(client, data);
  }

  override webSocketClose(socket: WebSocket): void {
    const client = this.#sockets.of(socket);
    if (client !== null && this.#sockets.forget(client)) this.#gone(client);
  }

  override webSocketError(socket: WebSocket): void {
    this.webSocketClose(socket);
  }

  override async alarm(): Promise<void> {
    await this.#timers.fire(Date.now(), {
      drain: async () => {
        await this.#projection.drain();
        return null;
      },
      ...this.#keeping.handlers(),
    });
  }

  // ---- calls ----

  async open(opening: RoomOpening): Promise<void> {
    this.#upkeep.open(opening);
    await this.#told(done(undefined));
  }

  async close(actorId: string | null): Promise<Result<void>> {
    const party = actorId === null ? null : this.#room.party(actorId);
    if (actorId !== null && party === null) return unopened;
    return this.#told(this.#upkeep.close(party));
  }

  async standing(userId: string): Promise<Standing | null> {
    return this.#standings.of(userId);
  }

  async history(actorId: string, query: HistoryQuery, outsider: boolean): Promise<Result<HistoryPage>> {
    if (!this.#reader(actorId, outsider)) return unopened;
    return done(await this.#keeping.archive.resolve((textOf) => this.#history.page(actorId, query, textOf)));
  }

  async seqOf(messageId: string): Promise<number | null> {
    return this.#storage.entries.find(messageId)?.seq ?? null;
  }

  async search(actorId: string, query: MessageSearchQuery, outsider: boolean): Promise<Result<MessageHits>> {
    if (!this.#reader(actorId, outsider)) return unopened;
    const { archive, find } = this.#keeping;
    return done(await archive.resolve((textOf) => this.#history.hits(find, actorId, query, textOf)));
  }

  async post(actorId: string, message: NewMessage, visitor: Entrant | null): Promise<Result<MessageSent>> {
    if (visitor !== null) this.#upkeep.meet(visitor);
    const party = this.#room.party(actorId, visitor !== null);
    if (party === null) return unopened;
    const sent = this.#room.send(party, message);
    await this.#broadcast.settled();
    return sent;
  }

  async read(actorId: string, upTo: number): Promise<Result<ReadState>> {
    const party = this.#room.party(actorId);
    if (party === null) return unopened;
    const moved = this.#room.read(party, upTo);
    if (moved !== null && party.state === "member") this.#tellRead(actorId, moved);
    const member = this.#storage.members.get(actorId);
    return member === null ? unopened : done(this.#standings.readState(member));
  }

  async configure(actorId: string, settings: ConversationSettings): Promise<Result<Standing>> {
    const result = this.#as(actorId, (party) => this.#upkeep.configure(party, settings));
    return this.#told(result.ok ? this.#standingOf(actorId) : result);
  }

  async update(actorId: string, change: RoomChange): Promise<Result<void>> {
    const result = this.#as(actorId, (party) => this.#upkeep.update(party, change));
    if (result.ok && change.retentionDays !== undefined) this.#keeping.retain();
    return this.#told(result);
  }

  async add(actorId: string, entrants: Entrant[]): Promise<Result<{ added: string[]; banned: string[] }>> {
    return this.#told(this.#as(actorId, (party) => this.#membership.add(party, entrants)));
  }

  async join(entrant: Entrant, inviteSecret: string | null): Promise<Result<Standing>> {
    const { room } = this.#storage;
    if (room === null) return unopened;
    const { id } = entrant.card;
    const isOutside = this.#storage.members.get(id) === null && !this.#storage.members.isBanned(id);
    if (isOutside && (room.type !== "channel" || inviteSecret !== null)) {
      const isLetIn = inviteSecret !== null && this.#invites.use(inviteSecret, Date.now());
      if (!isLetIn) return refused("forbidden", "This invitation does not count (any more).");
    }
    const result = this.#membership.join(entrant);
    return this.#told(result.ok ? this.#standingOf(entrant.card.id) : result);
  }

  async leave(actorId: string): Promise<Result<void>> {
    const result = this.#as(actorId, (party) => this.#membership.leave(party));
    if (result.ok && result.value.isEmpty) this.#upkeep.close(null);
    return this.#told(result.ok ? done(undefined) : result);
  }

  async remove(actorId: string, userId: string): Promise<Result<void>> {
    return this.#told(this.#as(actorId, (party) => this.#membership.remove(party, userId)));
  }

  async changeMember(actorId: string, userId: string, change: MemberChange): Promise<Result<MemberRow>> {
    return this.#told(this.#as(actorId, (party) => this.#membership.change(party, userId, change)));
  }

  async ban(actorId: string, userId: string): Promise<Result<void>> {
    return this.#told(this.#as(actorId, (party) => this.#membership.ban(party, userId)));
  }

  async unban(actorId: string, userId: string): Promise<Result<void>> {
    return this.#as(actorId, (party) => this.#membership.unban(party, userId));
  }

  async bans(actorId: string): Promise<Result<{ userId: string; by: string; createdAt: number }[]>> {
    return this.#as(actorId, (party) => this.#membership.bans(party));
  }

  async pin(actorId: string, messageSeq: number, on: boolean): Promise<Result<void>> {
    const result = this.#as(actorId, (party) => this.#room.pin(party, messageSeq, on));
    await this.#broadcast.settled();
    return result;
  }

  async pins(actorId: string, outsider: boolean): Promise<Result<HistoryPage["items"]>> {
    if (!this.#reader(actorId, outsider)) return unopened;
    return done(await this.#keeping.archive.resolve((textOf) => this.#history.pins(actorId, textOf)));
  }

  async invite(actorId: string, invite: { expiresAt: number; maxUses: number | null }): Promise<Result<RoomInvite>> {
    return this.#inviting(actorId, () => this.#invites.create(actorId, invite, Date.now()));
  }

  async invites(actorId: string): Promise<Result<RoomInvite[]>> {
    return this.#inviting(actorId, () => done(this.#invites.list(Date.now())));
  }

  async revokeInvite(actorId: string, inviteId: string): Promise<Result<void>> {
    const missing = refused("not_found", "There is no such invitation.");
    return this.#inviting(actorId, () => (this.#invites.revoke(inviteId) ? done(undefined) : missing));
  }

  async checkInvite(secret: string): Promise<{ valid: boolean; memberCount: number }> {
    const { room } = this.#storage;
    const valid = room !== null && this.#invites.holds(secret, Date.now());
    return { valid, memberCount: room?.memberCount ?? 0 };
  }

  async closeSession(userId: string, sessionId: string | null): Promise<void> {
    for (const client of this.#sockets.ofUser(userId)) {
      if (sessionId === null || client.sessionId === sessionId) this.#drop(client, "sessionEnded", "signed out");
    }
  }

  async separate(userId: string, otherId: string, on: boolean): Promise<void> {
    this.#upkeep.separate(userId, otherId, on);
    const seq = this.#storage.room?.seq ?? 0;
    // What they have on their screens is not what they may see now.
    for (const client of [...this.#sockets.ofUser(userId), ...this.#sockets.ofUser(otherId)]) {
      if (client.greeted) this.#broadcast.answer(client, { t: "reset", seq });
    }
    await this.#broadcast.settled();
  }

  async refreshCard(card: UserCard): Promise<void> {
    this.#upkeep.refreshCard(card);
  }

  async forget(userId: string): Promise<void> {
    this.#upkeep.forget(userId);
    await this.#told(done(undefined));
  }

  async bring(items: Imported[]): Promise<{ accepted: number; repeated: number }> {
    const brought = bring(this.#storage, this.#record, items);
    if (brought.accepted > 0) this.#keeping.retain();
    await this.#told(done(undefined));
    return brought;
  }

  // ---- what ties the parts together ----

  /** Stores a change, then lets everybody know: sockets now, D1 and hubs by the alarm that is armed in the same turn. */
  readonly #record: Record = (work) => {
    const { turn, result } = this.#storage.change((room) => {
      const turn = new Turn(this.#storage, room);
      return { turn, result: work(turn) };
    });
    this.#keeping.note(turn);
    this.#broadcast.publish(turn.outgoing);
    for (const userId of turn.departed) {
      for (const client of this.#sockets.ofUser(userId)) this.#drop(client, "removed", "no longer a member");
    }
    this.#projection.arm();
    return result;
  };

  /** Answers a change once it is safe and D1 and the hubs have heard of it, or will. */
  async #told<Value>(result: Result<Value>): Promise<Result<Value>> {
    if (!result.ok) return result;
    await this.#broadcast.settled();
    await this.#projection.drainNow();
    return result;
  }

  #as<Value>(actorId: string, work: (party: Party) => Result<Value>): Result<Value> {
    const party = this.#room.party(actorId);
    return party === null ? unopened : work(party);
  }

  /** For those who look after the room's invitations. */
  #inviting<Value>(actorId: string, work: () => Result<Value>): Result<Value> {
    return this.#as(actorId, (party) => {
      const refusal = this.#storage.room && inviteRefusal(this.#storage.room, party);
      return refusal ? refused(refusal.code, refusal.detail) : work();
    });
  }

  #reader(actorId: string, outsider: boolean): boolean {
    return this.#room.party(actorId, outsider) !== null;
  }

  #standingOf(userId: string): Result<Standing> {
    const standing = this.#standings.of(userId);
    return standing === null ? unopened : done(standing);
  }

  #greeting(client: Client, since: number | null) {
    const party = this.#room.party(client.userId, client.visitor);
    if (party === null) return [];
    const present = this.#sockets.present().filter((userId) => this.#storage.members.get(userId)?.state !== "request");
    return this.#history.greeting(party, present, since);
  }

  #drop(client: Client, reason: CloseReason, words: string): void {
    if (this.#sockets.close(client, reason, words)) this.#gone(client);
  }

  /** Somebody has closed their last socket here. */
  #gone({ userId, visitor, showsPresence }: Client): void {
    this.#allowances.release(userId);
    if (visitor) this.#storage.hides.forgetNamed(userId);
    if (showsPresence) this.#tellPresence(userId, "offline");
  }

  #tellPresence(userId: string, state: "online" | "offline"): void {
    if (this.#storage.isLarge || this.#storage.members.get(userId)?.state === "request") return;
    this.#broadcast.pass({ t: "presence", userId, state });
  }

  #tellRead(userId: string, upTo: number): void {
    if (!this.#storage.isLarge) this.#broadcast.pass({ t: "read", userId, upTo });
  }
}
