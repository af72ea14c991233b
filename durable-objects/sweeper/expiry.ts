/** Deletes what is past its time, in bounded batches found by index. */
import { asc, inArray, lt, sql } from "drizzle-orm";
import { timePart } from "../../contract/ids.ts";
import { devMail, idempotencyKeys, mailTokens, revocations, sessions } from "../../db/schema.ts";
import type { Outcome, TaskContext } from "./task.ts";

const batch = 500;
const day = 86_400_000;
/** Idempotency keys hold for 24 hours. */
const idempotencyAge = day;
const devMailAge = 7 * day;

/** Sessions whose refresh tokens can no longer be used. Ended ones stay until then, so that reuse of a token is noticed. */
export async function deleteExpiredSessions({ db, now }: TaskContext): Promise<Outcome> {
  const expired = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(lt(sessions.expiresAt, now))
    .orderBy(asc(sessions.expiresAt))
    .limit(batch);
  return outcomeOf(await db.delete(sessions).where(inArray(sessions.id, expired)));
}

/** Revocations older than every access token that they could refuse. */
export async function deleteExpiredRevocations({ db, now }: TaskContext): Promise<Outcome> {
  const expired = db
    .select({ subject: revocations.subject })
    .from(revocations)
    .where(lt(revocations.expiresAt, now))
    .orderBy(asc(revocations.expiresAt))
    .limit(batch);
  return outcomeOf(await db.delete(revocations).where(inArray(revocations.subject, expired)));
}

/** Tokens of mails that were not followed in time. */
export async function deleteExpiredMailTokens({ db, now }: TaskContext): Promise<Outcome> {
  const expired = db
    .select({ tokenHash: mailTokens.tokenHash })
    .from(mailTokens)
    .where(lt(mailTokens.expiresAt, now))
    .orderBy(asc(mailTokens.expiresAt))
    .limit(batch);
  return outcomeOf(await db.delete(mailTokens).where(inArray(mailTokens.tokenHash, expired)));
}

export async function deleteOldIdempotencyKeys({ db, now }: TaskContext): Promise<Outcome> {
  const { userId, key, createdAt } = idempotencyKeys;
  const old = db
    .select({ userId, key })
    .from(idempotencyKeys)
    .where(lt(createdAt, now - idempotencyAge))
    .orderBy(asc(createdAt))
    .limit(batch);
  return outcomeOf(await db.delete(idempotencyKeys).where(sql`(${userId}, ${key}) IN ${old}`));
}

/** Mail kept for reading in development. Its ids sort by time, so the primary key finds the old ones. */
export async function deleteOldDevMail({ db, now }: TaskContext): Promise<Outcome> {
  const old = db
    .select({ id: devMail.id })
    .from(devMail)
    .where(lt(devMail.id, timePart(now - devMailAge)))
    .orderBy(asc(devMail.id))
    .limit(batch);
  return outcomeOf(await db.delete(devMail).where(inArray(devMail.id, old)));
}

function outcomeOf({ meta }: D1Result): Outcome {
  return { handled: meta.changes, isFull: meta.changes >= batch };
}
