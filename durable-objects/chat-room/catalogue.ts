/** What D1 knows of a room: its row, the rows of its members, and wake-ups for members who were not looking. */
import { sql } from "drizzle-orm";
import { derivedId } from "../../contract/ids.ts";
import { type Database, openDatabase } from "../../db/client.ts";
import { nameKey } from "../../db/names.ts";
import type { ObjectsEnv } from "../env.ts";
import { lastMessageOf } from "./present.ts";
import { dueNotices, type Notice } from "./notices.ts";
import type { Member } from "./member-storage.ts";
import type { RoomRow, RoomStorage } from "./storage.ts";
import { wakeEffects, wakeUpGrace } from "./wake.ts";

type Statement = Parameters<Database["batch"]>[0][number];

/** Rows that travel in one statement, as one JSON value. */
const rowsPerStatement = 500;

export class Catalogue {
  readonly #storage: RoomStorage;
  readonly #env: Pick<ObjectsEnv, "DB" | "EFFECTS">;
  readonly #isHere: (userId: string) => boolean;
  #database: Database | null = null;

  /** `isHere` tells who has the room open: they are not notified. */
  constructor(storage: RoomStorage, env: Pick<ObjectsEnv, "DB" | "EFFECTS">, isHere: (userId: string) => boolean) {
    this.#storage = storage;
    this.#env = env;
    this.#isHere = isHere;
  }

  /** Brings D1 up to date, in one transaction. An older revision never replaces a newer one. */
  async tell(): Promise<void> {
    const { row, members } = this.#storage;
    if (row === null) return;
    const rowsDue = members.rowsDue();
    const { rowRevision, seq } = row;
    const notices = await this.#withIds(row, dueNotices(this.#storage, this.#isHere));
    const statements: Statement[] = [];
    this.#database ??= openDatabase(this.#env.DB);
    if (rowRevision > row.rowTold) statements.push(this.#database.run(roomUpdate(row, this.#lastMessage(row))));
    for (let start = 0; start < rowsDue.length; start += rowsPerStatement) {
      statements.push(this.#database.run(memberUpserts(row.id, rowsDue.slice(start, start + rowsPerStatement))));
    }
    for (const notice of notices) statements.push(this.#database.run(noticeInsert(notice)));
    if (statements.length > 0) await this.#database.batch(statements as [Statement, ...Statement[]]);

    members.noteTold("row_told", Object.fromEntries(rowsDue.map((member) => [member.userId, member.rowRevision])));
    if (rowRevision > row.rowTold || seq > row.notifiedSeq) {
      this.#storage.change((room) => {
        room.rowTold = rowRevision;
        room.notifiedSeq = seq;
      });
    }
    const ids = notices.map(({ id }) => id);
    if (ids.length > 0) await wakeEffects(this.#env, ids);
  }

  #lastMessage(row: RoomRow): string | null {
    const newest = row.closedAt === null ? this.#storage.entries.newestMessage([]) : null;
    return newest === null ? null : JSON.stringify(lastMessageOf(newest));
  }

  /** Ids follow from what a notice is about, so that one that is written twice is written once. */
  async #withIds(
    row: RoomRow,
    notices: readonly Notice[],
  ): Promise<(Notice & { id: string; conversationId: string })[]> {
    return Promise.all(
      notices.map(async (notice) => ({
        ...notice,
        conversationId: row.id,
        id: await derivedId(`message.notify:${row.id}:${notice.seq}`, notice.at),
      })),
    );
  }
}

function roomUpdate(room: RoomRow, lastMessage: string | null) {
  const isClosed = room.closedAt !== null;
  return sql`UPDATE conversations SET revision = ${room.rowRevision}, name = ${room.name},
      name_key = ${room.name === null ? null : nameKey(room.name)}, topic = ${room.topic}, member_count = ${isClosed ? 0 : room.memberCount},
      message_count = ${isClosed ? 0 : room.messages - room.deleted}, last_seq = ${room.seq}, last_message = ${lastMessage},
      last_at = ${room.lastAt}, slow_mode_seconds = ${room.slowModeSeconds}, retention_days = ${room.retentionDays},
      deleted_at = coalesce(deleted_at, ${room.closedAt})
    WHERE id = ${room.id} AND revision < ${room.rowRevision}`;
}

/** Rows of members whose person and conversation D1 knows. */
function memberUpserts(conversationId: string, members: readonly Member[]) {
  const rows = JSON.stringify(
    members.map(({ userId, role, state, mutedUntil, joinedAt, rowRevision }) => [
      userId,
      role,
      state,
      mutedUntil,
      joinedAt,
      rowRevision,
    ]),
  );
  return sql`INSERT INTO conversation_members (conversation_id, user_id, role, state, muted_until, joined_at, revision)
    SELECT conversations.id, users.id, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
    FROM json_each(${rows}) CROSS JOIN users ON users.id = value ->> 0 CROSS JOIN conversations ON conversations.id = ${conversationId}
    WHERE true
    ON CONFLICT (conversation_id, user_id) DO UPDATE SET role = excluded.role, state = excluded.state,
      muted_until = excluded.muted_until, joined_at = excluded.joined_at, revision = excluded.revision
    WHERE excluded.revision > conversation_members.revision`;
}

function noticeInsert({ id, conversationId, seq, userIds }: Notice & { id: string; conversationId: string }) {
  const now = Date.now();
  const payload = JSON.stringify({ conversationId, seq, userIds });
  return sql`INSERT OR IGNORE INTO outbox (id, kind, payload, created_at, due_at)
    VALUES (${id}, 'message.notify', ${payload}, ${now}, ${now + wakeUpGrace})`;
}
