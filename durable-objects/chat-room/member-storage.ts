/** The SQL of members and bans. Members that were asked for stay in memory, and changes go through it to disk. */
import type { RoomRole } from "../../contract/messages.ts";
import type { UserCard } from "../../contract/users.ts";
import type { MemberState } from "./types.ts";

/** A member; `gone` until D1 and their hub have heard that they left. Change a copy and `save` it. */
export interface Member {
  readonly userId: string;
  readonly card: UserCard;
  readonly role: RoomRole;
  readonly state: MemberState | "gone";
  readonly muted: boolean;
  readonly archived: boolean;
  readonly mutedUntil: number | null;
  readonly joinedAt: number;
  readonly readUpTo: number;
  /** Messages in the room up to the cursor. */
  readonly readOrdinal: number;
  /** Revision of the person's own entry, and of what D1 shows of them. */
  readonly revision: number;
  readonly rowRevision: number;
}

export type PresentMember = Member & { readonly state: MemberState };

export interface Ban {
  userId: string;
  by: string;
  createdAt: number;
}

const columns = `user_id AS userId, card, role, state, muted, archived, muted_until AS mutedUntil, joined_at AS joinedAt,
  read_up_to AS readUpTo, read_ordinal AS readOrdinal, revision, row_revision AS rowRevision`;
const cachedMembers = 5_000;

export class MemberStorage {
  readonly #sql: SqlStorage;
  readonly #cached = new Map<string, PresentMember | null>();
  /** The first members, until one of them looks different: every greeting shows them. */
  #first: { limit: number; members: Member[] } | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  forgetCached(): void {
    this.#first = null;
    this.#cached.clear();
  }

  /** Somebody who is in the room. */
  get(userId: string): PresentMember | null {
    const known = this.#cached.get(userId);
    if (known !== undefined) return known;
    const [row] = this.#read(`SELECT ${columns} FROM members WHERE user_id = ? AND state <> 'gone'`, userId);
    const member = row && isPresent(row) ? row : null;
    if (this.#cached.size >= cachedMembers) this.#cached.clear();
    this.#cached.set(userId, member);
    return member;
  }

  /** Somebody who is in the room, or has left it and has not been told. */
  evenGone(userId: string): Member | null {
    const [member = null] = this.#read(`SELECT ${columns} FROM members WHERE user_id = ?`, userId);
    return member;
  }

  save(member: Member): Member {
    this.#first = null;
    this.#sql.exec(
      `INSERT INTO members (user_id, card, username_key, role, state, muted, archived, muted_until, joined_at, read_up_to, read_ordinal,
         revision, row_revision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
       ON CONFLICT (user_id) DO UPDATE SET card = ?2, username_key = ?3, role = ?4, state = ?5, muted = ?6, archived = ?7,
         muted_until = ?8, joined_at = ?9, read_up_to = ?10, read_ordinal = ?11, revision = ?12, row_revision = ?13`,
      member.userId,
      JSON.stringify(member.card),
      member.card.username.toLowerCase(),
      member.role,
      member.state,
      member.muted ? 1 : 0,
      member.archived ? 1 : 0,
      member.mutedUntil,
      member.joinedAt,
      member.readUpTo,
      member.readOrdinal,
      member.revision,
      member.rowRevision,
    );
    this.#cached.set(member.userId, isPresent(member) ? member : null);
    return member;
  }

  /** Saves what changes often: the cursor, and the revision of the entry. */
  saveCursor(member: PresentMember): void {
    this.#sql.exec(
      "UPDATE members SET read_up_to = ?, read_ordinal = ?, revision = ? WHERE user_id = ?",
      member.readUpTo,
      member.readOrdinal,
      member.revision,
      member.userId,
    );
    this.#cached.set(member.userId, member);
  }

  /** The first members in order of joining. Their cursors may be older than they are. */
  first(limit: number): readonly Member[] {
    if (this.#first?.limit === limit) return this.#first.members;
    const members = this.#read(
      `SELECT ${columns} FROM members INDEXED BY members_in_order WHERE state <> 'gone' ORDER BY joined_at, user_id LIMIT ?`,
      limit,
    );
    this.#first = { limit, members };
    return members;
  }

  /** Ids of the members, out of these names without case. */
  named(usernameKeys: readonly string[]): string[] {
    return this.#sql
      .exec<{ userId: string }>(
        `SELECT user_id AS userId FROM members INDEXED BY members_by_username
         WHERE state <> 'gone' AND username_key IN (SELECT value FROM json_each(?))`,
        JSON.stringify(usernameKeys),
      )
      .toArray()
      .map(({ userId }) => userId);
  }

  /** Read cursors of all who are members in full. */
  cursors(): { userId: string; readUpTo: number }[] {
    return this.#sql
      .exec<{ userId: string; readUpTo: number }>(
        "SELECT user_id AS userId, read_up_to AS readUpTo FROM members WHERE state = 'member'",
      )
      .toArray();
  }

  owners(): number {
    return this.#sql
      .exec<{ n: number }>("SELECT count(*) AS n FROM members WHERE state <> 'gone' AND role = 'owner'")
      .one().n;
  }

  /** Who becomes owner when nobody is: the oldest moderator, else the oldest member who may write, else the oldest. */
  heir(): Member | null {
    const [member] = this.#read(
      `SELECT ${columns} FROM members WHERE state <> 'gone'
       ORDER BY CASE role WHEN 'moderator' THEN 0 WHEN 'member' THEN 1 ELSE 2 END, joined_at, user_id LIMIT 1`,
    );
    return member ?? null;
  }

  all(): Member[] {
    return this.#read(`SELECT ${columns} FROM members WHERE state <> 'gone'`);
  }

  /** Moves the cursors of all who had read up to `from` on to `to`. */
  moveCursors(from: number, to: { seq: number; ordinal: number }): void {
    this.#sql.exec(
      "UPDATE members SET read_up_to = ?, read_ordinal = ? WHERE state <> 'gone' AND read_up_to >= ?",
      to.seq,
      to.ordinal,
      from,
    );
    this.forgetCached();
  }

  /** Members whose hub has not heard of their entry; with `all` also those who missed what concerned everybody at a revision. */
  hubsDue(all: number | null): Member[] {
    return all === null
      ? this.#read(`SELECT ${columns} FROM members INDEXED BY members_hub_due WHERE revision > hub_told`)
      : this.#read(`SELECT ${columns} FROM members WHERE revision > hub_told OR hub_told < ?`, all);
  }

  /** Members of whom D1 shows something old. */
  rowsDue(): Member[] {
    return this.#read(`SELECT ${columns} FROM members INDEXED BY members_row_due WHERE row_revision > row_told`);
  }

  /** Notes what hubs or D1 were told, by user id; people who are gone are forgotten once both know. */
  noteTold(to: "hub_told" | "row_told", revisions: Record<string, number>): void {
    this.#sql.exec(
      `UPDATE members SET ${to} = max(${to}, value) FROM json_each(?) WHERE key = user_id`,
      JSON.stringify(revisions),
    );
    this.#sql.exec(
      `DELETE FROM members WHERE state = 'gone' AND hub_told >= revision AND row_told >= row_revision
         AND user_id IN (SELECT key FROM json_each(?))`,
      JSON.stringify(revisions),
    );
  }

  ban(ban: Ban): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO bans (user_id, by, created_at) VALUES (?, ?, ?)",
      ban.userId,
      ban.by,
      ban.createdAt,
    );
  }

  unban(userId: string): void {
    this.#sql.exec("DELETE FROM bans WHERE user_id = ?", userId);
  }

  isBanned(userId: string): boolean {
    return this.#sql.exec("SELECT 1 FROM bans WHERE user_id = ?", userId).toArray().length > 0;
  }

  bans(): Ban[] {
    return this.#sql
      .exec("SELECT user_id AS userId, by, created_at AS createdAt FROM bans ORDER BY created_at DESC, user_id")
      .toArray() as unknown as Ban[];
  }

  #read(query: string, ...values: (string | number)[]): Member[] {
    return this.#sql
      .exec(query, ...values)
      .toArray()
      .map((row) => {
        const { card, muted, archived, ...rest } = row as unknown as Omit<Member, "card" | "muted" | "archived"> &
          Record<"card" | "muted" | "archived", unknown>;
        return { ...rest, card: JSON.parse(card as string) as UserCard, muted: muted === 1, archived: archived === 1 };
      });
  }
}

function isPresent(member: Member): member is PresentMember {
  return member.state !== "gone";
}
