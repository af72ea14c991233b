/** Which sessions have ended lately, and which rooms a session has open. */
import { timePart } from "../../contract/ids.ts";
import type { SessionsEnded } from "./types.ts";

/** A room that a session opened a socket to. */
export interface OpenRoom {
  sessionId: string;
  conversationId: string;
}

/** Milliseconds for which an ending is remembered: every access token and ticket from before has expired then. */
const endingKept = 3_600_000;
/** Milliseconds after which an opened room is forgotten: no session lives that long without opening it anew. */
const roomKept = 30 * 86_400_000;

/** Whether a session is among those that ended. Ids sort by the time that a session began. */
export function hasEnded(sessionId: string, { sessionIds, except, at }: SessionsEnded): boolean {
  return sessionIds ? sessionIds.includes(sessionId) : sessionId !== except && sessionId < timePart(at);
}

export class Sessions {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
  }

  /** Remembers an ending and marks the rooms that are to be closed because of it. Repeating it changes nothing. */
  end(ended: SessionsEnded, now: number): void {
    this.#sql.exec("DELETE FROM endings WHERE at < ?", now - endingKept);
    for (const sessionId of ended.sessionIds ?? [null]) {
      this.#sql.exec(
        "INSERT INTO endings (at, session_id, except_id) VALUES (?, ?, ?)",
        ended.at,
        sessionId,
        ended.except,
      );
    }
    const rooms = this.#sql.exec<{ session_id: string }>("SELECT DISTINCT session_id FROM open_rooms").toArray();
    for (const { session_id: id } of rooms) {
      if (hasEnded(id, ended)) this.#sql.exec("UPDATE open_rooms SET ending = 1 WHERE session_id = ?", id);
    }
  }

  isEnded(sessionId: string): boolean {
    const rows = this.#sql.exec<{ at: number; session_id: string | null; except_id: string | null }>(
      "SELECT at, session_id, except_id FROM endings",
    );
    return Array.from(rows).some(({ at, session_id: id, except_id: except }) =>
      hasEnded(sessionId, { sessionIds: id === null ? null : [id], except, at }),
    );
  }

  open({ sessionId, conversationId }: OpenRoom, now: number): void {
    this.#sql.exec("DELETE FROM open_rooms WHERE opened_at < ?", now - roomKept);
    this.#sql.exec(
      "INSERT OR REPLACE INTO open_rooms (session_id, conversation_id, opened_at) VALUES (?, ?, ?)",
      sessionId,
      conversationId,
      now,
    );
  }

  /** The rooms whose sockets are to be closed. */
  endingRooms(): OpenRoom[] {
    return this.#sql
      .exec<{ sessionId: string; conversationId: string }>(
        "SELECT session_id AS sessionId, conversation_id AS conversationId FROM open_rooms WHERE ending = 1",
      )
      .toArray();
  }

  forget({ sessionId, conversationId }: OpenRoom): void {
    this.#sql.exec("DELETE FROM open_rooms WHERE session_id = ? AND conversation_id = ?", sessionId, conversationId);
  }
}
