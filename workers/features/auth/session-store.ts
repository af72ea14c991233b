/** The SQL of sessions and of revocations, the list of what access tokens no longer count. */
import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Role } from "../../../contract/roles.ts";
import type { Database } from "../../../db/client.ts";
import { type AccountStatus, revocations, type SessionRow, sessions, users } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";
import { commitTime, revocationMillis } from "../../http/session.ts";

/** Sessions that a person keeps; beyond, ended ones go first, then those used longest ago. */
export const sessionsKept = 50;

export type NewSession = Omit<SessionRow, "generation" | "endedAt">;

/** Starts a session, if its person is active when this runs. */
export function insertSession(db: Database, session: NewSession): Statement {
  const { id, userId, seed, rotatedAt, client, device, place, createdAt, lastSeenAt, expiresAt } = session;
  return db.run(sql`INSERT INTO sessions (id, user_id, seed, rotated_at, client, device, place, created_at, last_seen_at, expires_at)
    SELECT ${id}, id, ${seed}, ${rotatedAt}, ${client}, ${device}, ${place}, ${createdAt}, ${lastSeenAt}, ${expiresAt}
    FROM users WHERE id = ${userId} AND status = 'active'`);
}

/** Keeps a person's sessions few: who signs in from a script must not fill the table. */
export function trimSessions(db: Database, userId: string): Statement {
  const ofUser = sql`FROM sessions WHERE user_id = ${userId}`;
  return db.run(sql`DELETE FROM sessions WHERE id IN (
    SELECT id ${ofUser} ORDER BY ended_at IS NULL, last_seen_at LIMIT max(0, (SELECT count(*) ${ofUser}) - ${sessionsKept}))`);
}

/** A session and what its person may do. */
export interface SessionWithPerson {
  session: SessionRow;
  role: Role;
  status: AccountStatus;
}

export async function findSession(db: Database, id: string): Promise<SessionWithPerson | null> {
  const [row] = await db
    .select({ session: sessions, role: users.role, status: users.status })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, id));
  return row ?? null;
}

/** A person's open sessions, the newest first. */
export function findOpenSessions(db: Database, userId: string, now: number): Promise<SessionRow[]> {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.id))
    .limit(sessionsKept);
}

export type Rotation = Pick<SessionRow, "rotatedAt" | "expiresAt" | "device" | "place">;

/** Makes the next refresh token the current one. Of two at once only one changes the row. */
export function rotateSession(db: Database, id: string, generation: number, rotation: Rotation): Statement {
  return db
    .update(sessions)
    .set({ ...rotation, generation: generation + 1, lastSeenAt: rotation.rotatedAt })
    .where(and(eq(sessions.id, id), eq(sessions.generation, generation), isNull(sessions.endedAt)));
}

/** Ends one session of a person, once. */
export function endSessionOf(db: Database, userId: string, id: string, now: number): Statement {
  return db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.endedAt)));
}

/** Ends all open sessions of a person, but one where `except` names it. */
export function endSessionsOf(db: Database, userId: string, now: number, except?: string): Statement {
  return db
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        except === undefined ? undefined : ne(sessions.id, except),
      ),
    );
}

const onceMore = sql`ON CONFLICT (subject) DO UPDATE SET
  not_before = max(not_before, excluded.not_before), expires_at = max(expires_at, excluded.expires_at)`;

/** Makes access tokens issued before now stop counting: those of a session (its id), or all of a person (theirs). */
export function revoke(db: Database, subject: string, now: number): Statement {
  return db.run(sql`INSERT INTO ${revocations} (subject, not_before, expires_at)
    VALUES (${subject}, ${commitTime}, ${now + revocationMillis}) ${onceMore}`);
}

/** The same for each open session of a person but one; those not used for longer than a token lives have none that counts. */
export function revokeOtherSessions(db: Database, userId: string, except: string, now: number): Statement {
  return db.run(sql`INSERT INTO ${revocations} (subject, not_before, expires_at)
    SELECT id, ${commitTime}, ${now + revocationMillis} FROM sessions
    WHERE user_id = ${userId} AND id <> ${except} AND ended_at IS NULL AND last_seen_at > ${now - revocationMillis} ${onceMore}`);
}
