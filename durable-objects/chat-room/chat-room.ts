/** One conversation: its members, its messages, and the sockets of those who have it open. A shell; decisions are in the parts. */
import { DurableObject } from "cloudflare:workers";
import type { ConversationSettings, ReadState } from "../../contract/conversations.ts";
import { ping, pong } from "../../contract/live/protocol.ts";
import type {
  HistoryPage,
  HistoryQuery,
  MessageHits,
  MessageSearchQuery,
  MessageSent,
  NewMessage,
} from "../../contract/messages.ts";
import type { UserCard } from "../../contract/users.ts";
import { addressKeys } from "../../r2/addresses.ts";
import type { ObjectsEnv } from "../env.ts";
import { Timers } from "../kit/alarms.ts";
import { migrate } from "../kit/migrations.ts";
import { done, refused, type Result } from "../kit/result.ts";
import { mediaShower, type ShowMedia } from "./attachments.ts";
import { Attendance } from "./attendance.ts";
import { bring } from "./bring.ts";
import { Catalogue } from "./catalogue.ts";
import { History, type Reader } from "./history.ts";
import { Invites } from "./invites.ts";
import { Keeping, type KeepingTimer } from "./keeping.ts";
import { Membership } from "./membership.ts";
import { roomMigrations } from "./migrations.ts";
import { inviteRefusal, type Party } from "./permissions.ts";
import { Projection } from "./projection.ts";
import { longestWait, quickly } from "./quickly.ts";
import { References } from "./references.ts";
import { Room } from "./room.ts";
import { Sending } from "./sending.ts";
import { Standings } from "./standing.ts";
import { RoomStorage } from "./storage.ts";
import { type Record, Turn } from "./turn.ts";
import {
  type ChatRoomApi,
  type Connection,
  connectionHeader,
  type Entrant,
  type Imported,
  type InviteWish,
  type MemberChange,
  type MemberRow,
  type Outsider,
  type RoomChange,
  type RoomInvite,
  type RoomOpening,
  type Standing,
} from "./types.ts";
import { Upkeep } from "./upkeep.ts";

const unopened = refused("not_found", "There is no such conversation.");

export class ChatRoom extends DurableObject<ObjectsEnv> implements ChatRoomApi {
  readonly #timers: Timers<"drain" | "references" | KeepingTimer>;
  readonly #storage: RoomStorage;
  readonly #standings: Standings;
  readonly #history: History;
  readonly #attendance: Attendance;
  readonly #projection: Projection;
  readonly #room: Room;
  readonly #membership: Membership;
  readonly #upkeep: Upkeep;
  readonly #invites: Invites;
  readonly #keeping: Keeping;
  readonly #references: References;
  readonly #sending: Sending;
  readonly #show: ShowMedia;

  constructor(ctx: DurableObjectState, env: ObjectsEnv) {
    super(ctx, env);
    migrate(ctx.storage, roomMigrations);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
    this.#timers = new Timers(ctx.storage);
    const storage = new RoomStorage(ctx.storage);
    storage.load();
    this.#storage = storage;
    this.#standings = new Standings(storage);
    const roomId = () => storage.row?.id ?? "";
    this.#show = mediaShower(addressKeys(env.TOKEN_KEYS), roomId);
    this.#references = new References({ storage: storage.references, env, timers: this.#timers, roomId });
    this.#history = new History(storage, this.#show);
    this.#room = new Room(storage, this.#record);
    this.#sending = new Sending(this.#room, this.#references);
    this.#membership = new Membership(storage, this.#record);
    this.#upkeep = new Upkeep(storage, this.#record, this.#room, this.#membership);
    this.#invites = new Invites(ctx.storage);
    this.#keeping = new Keeping(ctx.storage, env.MEDIA, { storage, timers: this.#timers, record: this.#record });
    this.#attendance = new Attendance(ctx, env, {
      storage,
      room: this.#room,
      sending: this.#sending,
      history: this.#history,
    });
    this.#projection = new Projection({
      storage,
      standings: this.#standings,
      catalogue: new Catalogue(storage, env, (userId) => this.#attendance.isHere(userId)),
      env,
      timers: this.#timers,
    });
    void ctx.blockConcurrencyWhile(async () => {
      await Promise.all([this.#projection.wake(), this.#references.wake()]);
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
    const party = this.#room.party(connection.card.id, connection.visitor);
    if (party === null) return Response.json({ code: unopened.code, detail: unopened.detail }, { status: 404 });
    this.#upkeep.meet(connection);
    return this.#attendance.enter(connection, party);
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    this.#attendance.take(socket, data);
  }

  override webSocketClose(socket: WebSocket): void {
    this.#attendance.lose(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.#attendance.lose(socket);
  }

  override async alarm(): Promise<void> {
    await this.#timers.fire(Date.now(), {
      drain: () => this.#projection.drain(),
      references: () => this.#references.fire(),
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
    return this.#told(this.#end(party));
  }

  async standing(userId: string): Promise<Standing | null> {
    return this.#standings.of(userId);
  }

  async history(actorId: string, query: HistoryQuery, outsider: Outsider): Promise<Result<HistoryPage>> {
    const reader = this.#reader(actorId, outsider);
    if (reader === null) return unopened;
    return done(await this.#keeping.archive.resolve((textOf) => this.#history.page(reader, query, textOf)));
  }

  async seqOf(messageId: string): Promise<number | null> {
    return this.#storage.entries.find(messageId)?.seq ?? null;
  }

  async search(actorId: string, query: MessageSearchQuery, outsider: Outsider): Promise<Result<MessageHits>> {
    const reader = this.#reader(actorId, outsider);
    if (reader === null) return unopened;
    const { archive, find } = this.#keeping;
    return done(await archive.resolve((textOf) => this.#history.hits(find, reader, query, textOf)));
  }

  async post(actorId: string, message: NewMessage, visitor: Entrant | null): Promise<Result<MessageSent>> {
    const isVisitor = visitor !== null;
    if (isVisitor) this.#upkeep.meet(visitor);
    const party = () => this.#room.party(actorId, isVisitor);
    const sent = await this.#sending.post({ senderId: actorId, isVisitor, message }, (media) => {
      const sender = party();
      return sender === null ? unopened : this.#room.send(sender, message, media);
    });
    await this.#attendance.settled();
    if (party()?.state === "visitor") this.#attendance.forgetVisitor(actorId);
    if (sent.ok) await this.#projection.tellNow(actorId);
    return sent;
  }

  async read(actorId: string, upTo: number): Promise<Result<ReadState>> {
    const party = this.#room.party(actorId);
    if (party === null) return unopened;
    const moved = this.#room.read(party, upTo);
    if (moved !== null) this.#attendance.tellRead(party, moved);
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
    const isSettled = change.slowModeSeconds !== undefined || change.retentionDays !== undefined;
    if (result.ok && isSettled && this.#storage.room !== null) this.#attendance.tellSettings(this.#storage.room);
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
    if (result.ok && result.value.isEmpty) this.#end(null);
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
    await this.#attendance.settled();
    return result;
  }

  async pins(actorId: string, outsider: Outsider): Promise<Result<HistoryPage["items"]>> {
    const reader = this.#reader(actorId, outsider);
    if (reader === null) return unopened;
    return done(await this.#keeping.archive.resolve((textOf) => this.#history.pins(reader, textOf)));
  }

  async invite(actorId: string, wish: InviteWish): Promise<Result<RoomInvite>> {
    return this.#inviting(actorId, () => this.#invites.create(actorId, wish, Date.now()));
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
    this.#attendance.closeSession(userId, sessionId);
  }

  async recheckVisitors(): Promise<void> {
    this.#attendance.recheckVisitors();
  }

  async separate(userId: string, otherId: string, on: boolean, at: number): Promise<void> {
    this.#upkeep.separate(userId, otherId, on, at);
    await this.#attendance.settled();
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
      const turn = new Turn(this.#storage, room, this.#show);
      return { turn, result: work(turn) };
    });
    this.#keeping.note(turn);
    this.#attendance.publish(turn.outgoing);
    this.#attendance.reset(turn.parted, turn.room.seq);
    this.#attendance.dismiss(turn.departed);
    this.#projection.arm();
    if (turn.releasesMedia) this.#references.begin();
    return result;
  };

  /** Answers a change once it is safe and D1 and the hubs have heard of it, or will. */
  async #told<Value>(result: Result<Value>): Promise<Result<Value>> {
    if (!result.ok) return result;
    await this.#attendance.settled();
    await Promise.all([this.#projection.drainNow(), quickly(this.#references.release(), longestWait)]);
    return result;
  }

  /** Ends the room, for visitors, too. */
  #end(party: Party | null): Result<void> {
    const ended = this.#upkeep.close(party);
    if (ended.ok) this.#attendance.dismiss();
    return ended;
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

  #reader(userId: string, outsider: Outsider): Reader | null {
    const party = this.#room.party(userId, outsider !== false);
    return party && { userId, hides: new Set(outsider || []) };
  }

  #standingOf(userId: string): Result<Standing> {
    const standing = this.#standings.of(userId);
    return standing === null ? unopened : done(standing);
  }
}
