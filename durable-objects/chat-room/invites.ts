/**
 * Invitations into a room. Whoever has the secret may join, until it expires, is used up or is taken back. The secret itself is
 * stored, because the people who manage a room are shown its links again; it opens nothing but this one room.
 */
import { newId } from "../../contract/ids.ts";
import type { Migration } from "../kit/migrations.ts";
import { done, refused, type Result } from "../kit/result.ts";
import type { InviteWish, RoomInvite } from "./types.ts";

export const invitesTable: Migration = `
  CREATE TABLE invites (
    id TEXT PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    created_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    max_uses INTEGER,
    uses INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID`;

/** Invitations that a room may have open at once. */
export const maxOpenInvites = 100;

const isOpen = "expires_at > ?1 AND (max_uses IS NULL OR uses < max_uses)";

/** As a type alias, a row of `exec` has the index signature that it asks for. */
type InviteRow = { [Column in keyof RoomInvite]: RoomInvite[Column] };

export class Invites {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
  }

  /** Makes an invitation, unless it is made already; those that are over are forgotten on this occasion. */
  create(createdBy: string, { id: wanted, ...invite }: InviteWish, now: number): Result<RoomInvite> {
    const id = wanted ?? newId(now);
    this.#sql.exec(`DELETE FROM invites WHERE NOT (${isOpen})`, now);
    const known = this.list(now).find((other) => other.createdBy === createdBy && tailOf(other.id) === tailOf(id));
    if (known) return done(known);
    const { open } = this.#sql.exec<{ open: number }>("SELECT count(*) AS open FROM invites").one();
    if (open >= maxOpenInvites) return refused("conflict", `A room has at most ${maxOpenInvites} open invitations.`);
    const made = { id, secret: newSecret(), createdBy, ...invite, uses: 0 };
    this.#sql.exec(
      "INSERT INTO invites (id, secret, created_by, expires_at, max_uses) VALUES (?, ?, ?, ?, ?)",
      made.id,
      made.secret,
      createdBy,
      invite.expiresAt,
      invite.maxUses,
    );
    return done(made);
  }

  /** Those that still hold, newest first. */
  list(now: number): RoomInvite[] {
    return this.#sql
      .exec<InviteRow>(
        `SELECT id, secret, created_by AS createdBy, expires_at AS expiresAt, max_uses AS maxUses, uses
         FROM invites WHERE ${isOpen} ORDER BY id DESC`,
        now,
      )
      .toArray();
  }

  /** Takes one back; false when there is none. */
  revoke(id: string): boolean {
    return this.#sql.exec("DELETE FROM invites WHERE id = ? RETURNING id", id).toArray().length > 0;
  }

  /** Whether a secret lets somebody in now. */
  holds(secret: string, now: number): boolean {
    return this.#sql.exec(`SELECT 1 FROM invites WHERE secret = ?2 AND ${isOpen}`, now, secret).toArray().length > 0;
  }

  /** Counts somebody who comes in by it; false when it no longer holds. Call it in the turn that lets them in. */
  use(secret: string, now: number): boolean {
    const used = this.#sql.exec(
      `UPDATE invites SET uses = uses + 1 WHERE secret = ?2 AND ${isOpen} RETURNING id`,
      now,
      secret,
    );
    return used.toArray().length > 0;
  }
}

/** What is left of an id without the time of its making. */
function tailOf(id: string): string {
  return id.slice(10);
}

const secretBytes = 16;

/** 128 random bits as 22 characters of base64url (RFC 4648, section 5). */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
