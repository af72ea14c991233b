/** The SQL of accounts: people with their credentials. Sessions and tokens of mails have stores of their own. */
import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { credentials, type CredentialRow, users, type UserRow } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";
import { mediaEpoch } from "../../pipeline/media.ts";
import { nameKey } from "../../text/names.ts";

export interface Account {
  user: UserRow;
  /** Of the cover's media; null where there is none to show. */
  coverEpoch: number | null;
  credentials: CredentialRow;
}

/** The form of an address that comparisons and indexes use. */
export const emailKey = nameKey;

export const findAccount = (db: Database, userId: string) => selectAccount(db, eq(users.id, userId));

export const findAccountByEmail = (db: Database, email: string) =>
  selectAccount(db, eq(credentials.emailKey, emailKey(email)));

/** The account that `login` names: an address if it has an @, which no username has. */
export function findAccountByLogin(db: Database, login: string): Promise<Account | null> {
  return login.includes("@") ? findAccountByEmail(db, login) : selectAccount(db, eq(users.usernameKey, nameKey(login)));
}

async function selectAccount(db: Database, where: SQL): Promise<Account | null> {
  const [row] = await db
    .select({ user: users, coverEpoch: mediaEpoch(users.coverMediaId), credentials })
    .from(users)
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .where(where);
  return row ?? null;
}

export interface NewAccount {
  id: string;
  username: string;
  displayName: string;
  email: string;
  passwordHash: string;
  dateOfBirth: string | null;
  now: number;
}

/** When a new account becomes an administrator; decided in the statement that writes it. Everybody else starts as a member. */
export type RoleRule = "first-of-site" | "first-admin" | "never";

const becomesAdmin: Record<RoleRule, SQL> = {
  "first-of-site": sql`(SELECT value FROM totals WHERE name = 'people') = 0`,
  "first-admin": sql`NOT EXISTS (SELECT 1 FROM users WHERE role = 'admin')`,
  never: sql`0`,
};

/** Two statements, the person first. */
export function insertAccount(db: Database, account: NewAccount, rule: RoleRule): [Statement, Statement] {
  const { id, username, displayName, email, passwordHash, dateOfBirth, now } = account;
  return [
    db.insert(users).values({
      id,
      username,
      usernameKey: nameKey(username),
      displayName,
      displayNameKey: nameKey(displayName),
      role: sql`CASE WHEN ${becomesAdmin[rule]} THEN 'admin' ELSE 'member' END`,
      createdAt: now,
      updatedAt: now,
      lastSeenAt: now,
    }),
    db.insert(credentials).values({
      userId: id,
      email,
      emailKey: emailKey(email),
      passwordHash,
      dateOfBirth,
      createdAt: now,
      updatedAt: now,
    }),
  ];
}

/** How `commit` names the unique values of an account that somebody else has. */
export const takenValues = {
  "users.username_key": { path: "username", message: "is taken" },
  "credentials.email_key": { path: "email", message: "belongs to an account already" },
} as const;

export async function hasAdmin(db: Database): Promise<boolean> {
  const [row] = await db.select({ id: users.id }).from(users).where(eq(users.role, "admin")).limit(1);
  return row !== undefined;
}

/** Whether there is an administrator besides `userId` who can still sign in. */
export async function hasOtherAdmin(db: Database, userId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "admin"), eq(users.status, "active"), ne(users.id, userId)))
    .limit(1);
  return row !== undefined;
}

/** Sets a password. With `replacing` only while that is still the stored hash. */
export function updatePassword(
  db: Database,
  userId: string,
  passwordHash: string,
  now: number,
  replacing?: string | null,
): Statement {
  return db
    .update(credentials)
    .set({ passwordHash, updatedAt: now })
    .where(
      and(
        eq(credentials.userId, userId),
        replacing === undefined ? undefined : sql`${credentials.passwordHash} IS ${replacing}`,
      ),
    );
}

/** Remembers the address that an account wants; it counts once it is confirmed. */
export function updatePendingEmail(db: Database, userId: string, pendingEmail: string, now: number): Statement {
  return db.update(credentials).set({ pendingEmail, updatedAt: now }).where(eq(credentials.userId, userId));
}

/** Marks an address as confirmed, if it is still the account's. */
export function confirmEmail(db: Database, userId: string, email: string, now: number): Statement {
  return db
    .update(credentials)
    .set({ emailVerifiedAt: sql`coalesce(${credentials.emailVerifiedAt}, ${now})`, updatedAt: now })
    .where(and(eq(credentials.userId, userId), eq(credentials.emailKey, emailKey(email))));
}

/** Puts the pending address in the place of the old one, if it is still the one that is wanted. */
export function adoptEmail(db: Database, userId: string, email: string, now: number): Statement {
  return db
    .update(credentials)
    .set({ email, emailKey: emailKey(email), emailVerifiedAt: now, pendingEmail: null, updatedAt: now })
    .where(and(eq(credentials.userId, userId), eq(credentials.pendingEmail, email)));
}

/** Hides an account until it is erased. */
export function scheduleDeletion(db: Database, userId: string, deletedAt: number, eraseAfter: number): Statement {
  return db
    .update(users)
    .set({ status: "deleted", deletedAt, eraseAfter, updatedAt: deletedAt })
    .where(and(eq(users.id, userId), eq(users.status, "active")));
}

/** Brings a hidden account back, while it may be. */
export function restoreAccount(db: Database, userId: string, now: number): Statement {
  return db
    .update(users)
    .set({ status: "active", deletedAt: null, eraseAfter: null, updatedAt: now })
    .where(and(eq(users.id, userId), eq(users.status, "deleted"), sql`${users.eraseAfter} > ${now}`));
}

/** Notes that somebody was here. */
export function touchUser(db: Database, userId: string, now: number): Statement {
  return db.update(users).set({ lastSeenAt: now }).where(eq(users.id, userId));
}
