/** Tickets of live sockets: good once, within half a minute; only their hashes are kept. */
import { ticketSeconds } from "../../contract/live/protocol.ts";
import type { TicketHolder } from "./types.ts";

export class Tickets {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
  }

  /** A new ticket: `<userId>.<secret>`, so that whoever is shown it knows which hub to ask. */
  async issue(holder: TicketHolder, now: number): Promise<string> {
    const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
    const hash = await hashOf(secret);
    this.#sql.exec("DELETE FROM tickets WHERE expires_at <= ?", now);
    this.#sql.exec(
      "INSERT INTO tickets (hash, holder, expires_at) VALUES (?, ?, ?)",
      hash,
      JSON.stringify(holder),
      now + ticketSeconds * 1000,
    );
    return `${holder.userId}.${secret}`;
  }

  /** Whom a secret lets in, this once; null when it does not. */
  async redeem(secret: string, now: number): Promise<TicketHolder | null> {
    const [ticket] = this.#sql
      .exec<{ holder: string; expires_at: number }>(
        "DELETE FROM tickets WHERE hash = ? RETURNING holder, expires_at",
        await hashOf(secret),
      )
      .toArray();
    return ticket && ticket.expires_at > now ? (JSON.parse(ticket.holder) as TicketHolder) : null;
  }
}

async function hashOf(secret: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret))));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
