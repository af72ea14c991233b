/** One conversation: its members, its messages, and the sockets of those who have it open. */
import { DurableObject } from "cloudflare:workers";
import type { ConversationSettings, ReadState } from "../../contract/conversations.ts";
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
import { migrate } from "../kit/migrations.ts";
import { refused, type Result } from "../kit/result.ts";
import { roomMigrations } from "./migrations.ts";
import type {
  ChatRoomApi,
  Entrant,
  Imported,
  MemberChange,
  MemberRow,
  RoomChange,
  RoomInvite,
  RoomOpening,
  Standing,
} from "./types.ts";

type Refused = Extract<Result<never>, { ok: false }>;

export class ChatRoom extends DurableObject<ObjectsEnv> implements ChatRoomApi {
  constructor(ctx: DurableObjectState, env: ObjectsEnv) {
    super(ctx, env);
    void ctx.blockConcurrencyWhile(async () => migrate(ctx.storage, roomMigrations));
  }

  async open(_opening: RoomOpening): Promise<void> {}

  async close(_actorId: string | null): Promise<Result<void>> {
    return this.#unopened();
  }

  async standing(_userId: string): Promise<Standing | null> {
    return null;
  }

  async history(_actorId: string, _query: HistoryQuery, _outsider: boolean): Promise<Result<HistoryPage>> {
    return this.#unopened();
  }

  async search(_actorId: string, _query: MessageSearchQuery, _outsider: boolean): Promise<Result<MessageHits>> {
    return this.#unopened();
  }

  async post(_actorId: string, _message: NewMessage, _visitor: Entrant | null): Promise<Result<MessageSent>> {
    return this.#unopened();
  }

  async read(_actorId: string, _upTo: number): Promise<Result<ReadState>> {
    return this.#unopened();
  }

  async configure(_actorId: string, _settings: ConversationSettings): Promise<Result<Standing>> {
    return this.#unopened();
  }

  async update(_actorId: string, _change: RoomChange): Promise<Result<void>> {
    return this.#unopened();
  }

  async add(_actorId: string, _entrants: Entrant[]): Promise<Result<{ added: string[]; banned: string[] }>> {
    return this.#unopened();
  }

  async join(_entrant: Entrant, _inviteSecret: string | null): Promise<Result<Standing>> {
    return this.#unopened();
  }

  async leave(_actorId: string): Promise<Result<void>> {
    return this.#unopened();
  }

  async remove(_actorId: string, _userId: string): Promise<Result<void>> {
    return this.#unopened();
  }

  async changeMember(_actorId: string, _userId: string, _change: MemberChange): Promise<Result<MemberRow>> {
    return this.#unopened();
  }

  async ban(_actorId: string, _userId: string): Promise<Result<void>> {
    return this.#unopened();
  }

  async unban(_actorId: string, _userId: string): Promise<Result<void>> {
    return this.#unopened();
  }

  async bans(_actorId: string): Promise<Result<{ userId: string; by: string; createdAt: number }[]>> {
    return this.#unopened();
  }

  async pin(_actorId: string, _messageSeq: number, _on: boolean): Promise<Result<void>> {
    return this.#unopened();
  }

  async pins(_actorId: string, _outsider: boolean): Promise<Result<HistoryPage["items"]>> {
    return this.#unopened();
  }

  async invite(_actorId: string, _invite: { expiresAt: number; maxUses: number | null }): Promise<Result<RoomInvite>> {
    return this.#unopened();
  }

  async invites(_actorId: string): Promise<Result<RoomInvite[]>> {
    return this.#unopened();
  }

  async revokeInvite(_actorId: string, _inviteId: string): Promise<Result<void>> {
    return this.#unopened();
  }

  async checkInvite(_secret: string): Promise<{ valid: boolean; memberCount: number }> {
    return { valid: false, memberCount: 0 };
  }

  async closeSession(_userId: string, _sessionId: string | null): Promise<void> {}

  async separate(_userId: string, _otherId: string, _on: boolean): Promise<void> {}

  async refreshCard(_card: UserCard): Promise<void> {}

  async forget(_userId: string): Promise<void> {}

  async bring(_items: Imported[]): Promise<{ accepted: number; repeated: number }> {
    return { accepted: 0, repeated: 0 };
  }

  #unopened(): Refused {
    return refused("not_found", "There is no such conversation.");
  }
}
