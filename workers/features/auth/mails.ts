/** The mails of accounts: effects that look at how things are now, make a token where one is needed, and write. */
import type { Payload } from "../../effects/kinds.ts";
import { compose, type Letter } from "../../mail/letter.ts";
import { sendMail } from "../../mail/mailer.ts";
import type { Scope } from "../../scope.ts";
import { issueMailToken } from "./mail-token-store.ts";
import { type Account, findAccount, findAccountByEmail } from "./store.ts";

const unexpected = "If you did not ask for this, you can ignore this mail.";

/** Asks a new account to confirm its address. */
export async function sendVerifyMail(scope: Scope, { userId }: Payload<"mail.verify">): Promise<void> {
  await askToVerify(scope, await findAccount(scope.db, userId));
}

/** The same again, for whoever has this address and has not confirmed it. */
export async function sendReverifyMail(scope: Scope, { email }: Payload<"mail.reverify">): Promise<void> {
  await askToVerify(scope, await findAccountByEmail(scope.db, email));
}

async function askToVerify(scope: Scope, account: Account | null): Promise<void> {
  if (!account || account.user.status !== "active") return;
  const { user, credentials } = account;
  if (credentials.email === null || credentials.emailVerifiedAt !== null) return;
  const token = await issueMailToken(scope.db, "verify", user.id, credentials.email);
  await write(scope, credentials.email, {
    subject: `Welcome to ${siteName(scope)}: confirm your address`,
    greeting: `Hello ${user.displayName},`,
    paragraphs: [
      "it is good to have you here. Please confirm that this address is yours. The link works for three days.",
    ],
    action: { label: "Confirm my address", url: link(scope, "/verify", token) },
    closing: unexpected,
  });
}

/** Lets whoever has this address choose a new password. For an address that nobody has there is nothing to do. */
export async function sendResetMail(scope: Scope, { email }: Payload<"mail.reset">): Promise<void> {
  const account = await findAccountByEmail(scope.db, email);
  if (!account || account.credentials.email === null) return;
  const { user, credentials } = account;
  const token = await issueMailToken(scope.db, "reset", user.id, account.credentials.email);
  await write(scope, account.credentials.email, {
    subject: `Choose a new password for ${siteName(scope)}`,
    greeting: `Hello ${user.displayName},`,
    paragraphs: [
      `somebody, hopefully you, asked for a new password for @${user.username}. The link works for one hour, and once.`,
      ...(credentials.passwordHash === null
        ? ["There is no password yet: the one that you choose will be the first."]
        : []),
    ],
    action: { label: "Choose a password", url: link(scope, "/reset", token) },
    closing: `${unexpected} Your password stays as it is.`,
  });
}

/** Asks the new address of an account to confirm itself, and tells the one that it has. */
export async function sendChangeMail(scope: Scope, { userId }: Payload<"mail.change">): Promise<void> {
  const account = await findAccount(scope.db, userId);
  const pending = account?.credentials.pendingEmail;
  if (!account || pending == null) return;
  const { user, credentials } = account;
  const token = await issueMailToken(scope.db, "change", user.id, pending);
  await write(scope, pending, {
    subject: `Confirm your new address for ${siteName(scope)}`,
    greeting: `Hello ${user.displayName},`,
    paragraphs: [`please confirm that this is the new address of @${user.username}. The link works for one day.`],
    action: { label: "Confirm the new address", url: link(scope, "/verify", token) },
    closing: unexpected,
  });
  if (credentials.email === null) return;
  await write(scope, credentials.email, {
    subject: `Your address at ${siteName(scope)} is about to change`,
    greeting: `Hello ${user.displayName},`,
    paragraphs: [
      `you asked that @${user.username} use ${pending} from now on. This happens when the new address is confirmed.`,
    ],
    closing: "If this was not you, sign in and change your password now: somebody else knows it.",
  });
}

/** Tells an account that something about its security changed. */
export async function sendNoticeMail(scope: Scope, { userId, about }: Payload<"mail.notice">): Promise<void> {
  const account = await findAccount(scope.db, userId);
  if (!account || account.credentials.email === null) return;
  await write(scope, account.credentials.email, noticeOf(scope, about, account));
}

function noticeOf(scope: Scope, about: Payload<"mail.notice">["about"], { user, credentials }: Account): Letter {
  const greeting = `Hello ${user.displayName},`;
  switch (about) {
    case "password":
      return {
        subject: `Your password for ${siteName(scope)} was changed`,
        greeting,
        paragraphs: [`the password of @${user.username} was just changed, and other devices were signed out.`],
        closing: "If this was not you, choose a new password at once with “Forgot password”.",
      };
    case "email":
      return {
        subject: `Your address at ${siteName(scope)} has changed`,
        greeting,
        paragraphs: [`@${user.username} now has the address ${credentials.email ?? ""}.`],
        closing: "You need not do anything.",
      };
    case "deletion":
      return {
        subject: `Your account at ${siteName(scope)} will be erased`,
        greeting,
        paragraphs: [
          `as you wished, @${user.username} is hidden now${user.eraseAfter === null ? "" : ` and will be erased after ${day(user.eraseAfter)}`}.`,
          "If you change your mind, just sign in before then and everything will be as it was.",
        ],
        closing: "Thank you for having been here.",
      };
  }
}

async function write(scope: Scope, to: string, letter: Letter): Promise<void> {
  await sendMail(scope, await compose(to, letter, siteName(scope)));
}

function siteName({ settings }: Scope): string {
  return settings.branding.name;
}

function link({ config }: Scope, path: string, token: string): string {
  return `${config.siteOrigin}${path}?token=${token}`;
}

function day(at: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(at);
}
