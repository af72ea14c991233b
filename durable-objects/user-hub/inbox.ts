/** The person's list of conversations, as rooms project it: absolute entries, of which the newest revision stands. */
import type { ConversationPreview } from "../../contract/conversations.ts";
import type { HubEvent } from "../../contract/live/hub.ts";
import type { InboxEntry } from "../chat-room/types.ts";
import { transact } from "../kit/transact.ts";
import type { InboxPage, InboxQuery } from "./types.ts";

/** The entry as devices are told of it. */
export function conversationEvent(entry: InboxEntry): HubEvent {
  const { conversationId, type, state, role, muted, archived, readUpTo, unread, mentions, lastMessage } = entry;
  const gone = state === "gone";
  const conversation: ConversationPreview = {
    id: conversationId,
    type,
    lastMessage: gone ? null : lastMessage,
    unread,
    mentions,
    viewer: { role, state: gone ? "none" : state, muted, archived, readUpTo },
  };
  return { t: "conversation", conversation, gone };
}

export class Inbox {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  /** Takes entries over; answers those that were news. An entry that is gone before it was ever known is none. */
  project(entries: readonly InboxEntry[]): InboxEntry[] {
    return transact(this.#storage, () =>
      entries.filter((entry) => {
        const [known] = this.#sql
          .exec<{ revision: number; state: string }>(
            "SELECT revision, state FROM entries WHERE conversation_id = ?",
            entry.conversationId,
          )
          .toArray();
        if (known && known.revision >= entry.revision) return false;
        this.#write(entry);
        return entry.state !== "gone" || (known !== undefined && known.state !== "gone");
      }),
    );
  }

  page({ state, archived, before, limit }: InboxQuery): InboxPage {
    const entries = this.#sql.exec<{ entry: string }>(
      `SELECT entry FROM entries WHERE state = ? AND archived = ? AND large = 0 AND (last_at, conversation_id) < (?, ?)
       ORDER BY last_at DESC, conversation_id DESC LIMIT ?`,
      state,
      archived ? 1 : 0,
      before?.lastAt ?? Number.MAX_SAFE_INTEGER,
      before?.id ?? "~",
      limit,
    );
    const large = this.#sql.exec<{ entry: string }>(
      "SELECT entry FROM entries WHERE state = ? AND archived = ? AND large = 1 ORDER BY last_at DESC, conversation_id DESC",
      state,
      archived ? 1 : 0,
    );
    return { entries: read(entries), large: read(large) };
  }

  /** Conversations in the list that have something unread; not those that are archived or only asked for. */
  unread(): number {
    return this.#sql
      .exec<{ count: number }>(
        "SELECT count(*) AS count FROM entries WHERE state = 'member' AND archived = 0 AND unread > 0",
      )
      .one().count;
  }

  clear(): void {
    this.#sql.exec("DELETE FROM entries");
  }

  #write(entry: InboxEntry): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO entries (conversation_id, revision, state, archived, large, unread, last_at, entry)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.conversationId,
      entry.revision,
      entry.state,
      entry.archived ? 1 : 0,
      entry.large ? 1 : 0,
      entry.unread,
      entry.lastAt,
      JSON.stringify(entry),
    );
  }
}

function read(rows: Iterable<{ entry: string }>): InboxEntry[] {
  return Array.from(rows, ({ entry }) => JSON.parse(entry) as InboxEntry);
}
