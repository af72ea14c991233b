/** What a ChatRoom offers over RPC, and the shapes that travel. The room is the authority on its members and messages. */
import type {
  ConversationSettings,
  ConversationType,
  Invite,
  LastMessage,
  ReadState,
} from "../../contract/conversations.ts";
import type {
  HistoryPage,
  HistoryQuery,
  MessageHits,
  MessageSearchQuery,
  MessageSent,
  NewMessage,
  RoomRole,
} from "../../contract/messages.ts";
import type { UserCard } from "../../contract/users.ts";
import type { Result } from "../kit/result.ts";

/**
 * Somebody who comes in. `hides`: ids of people on either side of a block with them; neither sees what the other makes. `hidesAt`:
 * time of the database when it was asked for them, in milliseconds; what the room has heard since then stands.
 * `showsPresence`: whether the room may tell that they have it open.
 */
export interface Entrant {
  card: UserCard;
  hides: string[];
  hidesAt: number;
  showsPresence: boolean;
}

/** `request`: the recipient of a first message from somebody they do not follow; they become a member by answering. */
export type MemberState = "member" | "request";

export interface RoomOpening {
  id: string;
  type: ConversationType;
  subject: string | null;
  name: string | null;
  topic: string | null;
  createdBy: string | null;
  createdAt: number;
  members: (Entrant & { role: RoomRole; state: MemberState })[];
}

/** The connection of a socket, as the Worker has checked it; travels in `connectionHeader` of the upgrade request. */
export interface Connection extends Entrant {
  sessionId: string;
  /** Somebody who may see the subject of a room is let in as a passing member: no event, no entry in their list. */
  visitor: boolean;
}

export { connectionHeader } from "../addresses.ts";

/** For an open room: whom blocks keep from somebody whom the Worker lets read it from outside. false: only its people may read. */
export type Outsider = readonly string[] | false;

/** How somebody stands in a room now. `revision` rises with everything that concerns their entry. */
export interface Standing {
  revision: number;
  state: MemberState | "none" | "banned";
  role: RoomRole | null;
  muted: boolean;
  archived: boolean;
  mutedUntil: number | null;
  readUpTo: number;
  unread: number;
  mentions: number;
  lastMessage: LastMessage | null;
  /** Time of the newest message, or of the room's making: what lists are sorted by. */
  lastAt: number;
  memberCount: number;
  slowModeSeconds: number;
  retentionDays: number | null;
}

/** What the room pushes to a person's hub: absolute, so that the newest `revision` wins and repeats change nothing. */
export interface InboxEntry {
  conversationId: string;
  type: ConversationType;
  revision: number;
  state: MemberState | "gone";
  role: RoomRole | null;
  muted: boolean;
  archived: boolean;
  readUpTo: number;
  unread: number;
  mentions: number;
  lastMessage: LastMessage | null;
  lastAt: number;
  /** A large room pushes what concerns its person alone (role, settings, reading), not messages; lists ask it for the rest. */
  large: boolean;
}

export interface MemberChange {
  role?: RoomRole | undefined;
  mutedUntil?: number | null | undefined;
}

export interface RoomChange {
  name?: string | undefined;
  topic?: string | undefined;
  slowModeSeconds?: number | undefined;
  retentionDays?: number | null | undefined;
  /** Whether its picture changes too, which D1 alone has. */
  picture?: boolean;
}

/** A member as the room knows them, for lists: the D1 projection has the same, a moment later. */
export interface MemberRow {
  userId: string;
  role: RoomRole;
  mutedUntil: number | null;
  joinedAt: number;
}

/** Something older that is brought in, in order of time. `id` makes repeats harmless. */
export type Imported =
  | { t: "message"; id: string; sender: UserCard; content: string; createdAt: number; replyToId?: string | undefined }
  | { t: "joined" | "left"; id: string; person: UserCard; createdAt: number };

/**
 * RPC of a room. `actorId` is who asks, as the Worker has verified; the room checks what they may do. A room that was never opened
 * answers `not_found`, and so does one that the actor may not know of. Calls that change members or the name resolve once D1 shows it,
 * or, when D1 cannot be reached, once it is certain to be told.
 */
export interface ChatRoomApi {
  /** Makes the room; does nothing when it exists. */
  open(opening: RoomOpening): Promise<void>;
  /** Ends the room for good: sockets close with 4403, everybody's entry goes, messages and archive are deleted. */
  close(actorId: string | null): Promise<Result<void>>;
  standing(userId: string): Promise<Standing | null>;
  history(actorId: string, query: HistoryQuery, outsider: Outsider): Promise<Result<HistoryPage>>;
  /** Where a message stands; whether somebody sees it, history tells. */
  seqOf(messageId: string): Promise<number | null>;
  search(actorId: string, query: MessageSearchQuery, outsider: Outsider): Promise<Result<MessageHits>>;
  /** Stores a message; resolves once it is safe and the sender's hub knows, or will. Limits are the caller's. Visitors give an entrant. */
  post(actorId: string, message: NewMessage, visitor: Entrant | null): Promise<Result<MessageSent>>;
  read(actorId: string, upTo: number): Promise<Result<ReadState>>;
  configure(actorId: string, settings: ConversationSettings): Promise<Result<Standing>>;
  update(actorId: string, change: RoomChange): Promise<Result<void>>;
  /** Adds people whom the Worker found addable; answers who is in now and who is banned. */
  add(actorId: string, entrants: Entrant[]): Promise<Result<{ added: string[]; banned: string[] }>>;
  /** Joins a channel, or with the secret of an invitation a group. */
  join(entrant: Entrant, inviteSecret: string | null): Promise<Result<Standing>>;
  leave(actorId: string): Promise<Result<void>>;
  remove(actorId: string, userId: string): Promise<Result<void>>;
  changeMember(actorId: string, userId: string, change: MemberChange): Promise<Result<MemberRow>>;
  ban(actorId: string, userId: string): Promise<Result<void>>;
  unban(actorId: string, userId: string): Promise<Result<void>>;
  bans(actorId: string): Promise<Result<{ userId: string; by: string; createdAt: number }[]>>;
  pin(actorId: string, messageSeq: number, on: boolean): Promise<Result<void>>;
  pins(actorId: string, outsider: Outsider): Promise<Result<HistoryPage["items"]>>;
  /** `secret` is the second half of the code. */
  invite(actorId: string, wish: InviteWish): Promise<Result<RoomInvite>>;
  invites(actorId: string): Promise<Result<RoomInvite[]>>;
  revokeInvite(actorId: string, inviteId: string): Promise<Result<void>>;
  /** Whether an invitation still holds. */
  checkInvite(secret: string): Promise<{ valid: boolean; memberCount: number }>;
  /** One person's sockets of one session (all of them without it) are closed with 4401. */
  closeSession(userId: string, sessionId: string | null): Promise<void>;
  /** Fewer people may see the room's subject: visitors' sockets close with 1012, and whoever still may comes in again. */
  recheckVisitors(): Promise<void>;
  /** Whether a block stood between two people at a time of the database (milliseconds). */
  separate(userId: string, otherId: string, on: boolean, at: number): Promise<void>;
  /** A card changed (name, picture). */
  refreshCard(card: UserCard): Promise<void>;
  /** Deletes what somebody wrote and takes them out; for accounts that are erased. */
  forget(userId: string): Promise<void>;
  bring(items: Imported[]): Promise<{ accepted: number; repeated: number }>;
}

/** An invitation that is wanted. A second wish whose `id` differs in its time alone is a repeat, and gets the first. */
export interface InviteWish {
  id?: string | undefined;
  expiresAt: number;
  maxUses: number | null;
}

export interface RoomInvite extends Pick<Invite, "id" | "createdBy" | "maxUses" | "uses"> {
  secret: string;
  expiresAt: number;
}
