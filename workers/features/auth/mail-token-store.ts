/** Tokens of links in mails: 32 random bytes, of which only the hash is kept. */
import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { type MailTokenPurpose, mailTokens } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";
import { randomToken, tokenHash } from "../../http/tokens.ts";

const hour = 3_600_000;
const lifeMillis: Record<MailTokenPurpose, number> = { verify: 72 * hour, reset: hour, change: 24 * hour };

export type MailTokenRow = typeof mailTokens.$inferSelect;

/** Makes a token for a link; unused ones of the same purpose that the person was sent before stop working. */
export async function issueMailToken(
  db: Database,
  purpose: MailTokenPurpose,
  userId: string,
  email: string,
): Promise<string> {
  const token = randomToken();
  const createdAt = Date.now();
  await db.batch([
    voidMailTokens(db, userId, purpose),
    db.insert(mailTokens).values({
      tokenHash: await tokenHash(token),
      purpose,
      userId,
      email,
      createdAt,
      expiresAt: createdAt + lifeMillis[purpose],
    }),
  ]);
  return token;
}

/** The row of a token as it came from a link, null when there is none. */
export async function findMailToken(db: Database, token: string): Promise<MailTokenRow | null> {
  const [row] = await db
    .select()
    .from(mailTokens)
    .where(eq(mailTokens.tokenHash, await tokenHash(token)));
  return row ?? null;
}

/** The statement that uses a token up, once. */
export function spendMailToken(db: Database, row: MailTokenRow, now: number): Statement {
  return db
    .update(mailTokens)
    .set({ usedAt: now })
    .where(and(eq(mailTokens.tokenHash, row.tokenHash), isNull(mailTokens.usedAt)));
}

/** The statement that makes a person's unused tokens of a purpose worthless. Used ones stay, to answer repeated clicks. */
export function voidMailTokens(db: Database, userId: string, purpose: MailTokenPurpose) {
  return db
    .delete(mailTokens)
    .where(and(eq(mailTokens.userId, userId), eq(mailTokens.purpose, purpose), isNull(mailTokens.usedAt)));
}
