/** Accounts: sign-up, sign-in, tokens, sessions, passwords and addresses. */
import { z } from "zod";
import { id } from "./ids.ts";
import { codePoints, line, time } from "./text.ts";
import { me, username } from "./users.ts";

/** An e-mail address: at most 254 characters (RFC 5321, 4.5.3.1.3); compared without case. */
export const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email("must be an e-mail address"))
  .meta({ id: "Email", format: "email" });

/** 8 to 200 code points, any characters, as NIST SP 800-63B advises: no composition rules, long passphrases welcome. */
export const password = z
  .string()
  .max(800)
  .refine((value) => codePoints(value) >= 8, { error: "must have at least 8 characters" })
  .refine((value) => codePoints(value) <= 200, { error: "must have at most 200 characters" })
  .meta({ format: "password", minLength: 8, maxLength: 200 });

/** A password as typed: never refused for its shape, only compared. */
const typedPassword = z.string().min(1).max(800).meta({ format: "password" });

/** `native` clients get the refresh token in the body; `web` clients as a cookie that scripts cannot read. */
const client = z.enum(["web", "native"]).default("web");

export const register = z
  .strictObject({
    email,
    password,
    username,
    displayName: line(1, 60),
    dateOfBirth: z.iso
      .date()
      .refine((day) => day <= new Date().toISOString().slice(0, 10) && day >= "1900-01-01", {
        error: "must be a past date",
      })
      .optional(),
    client,
  })
  .meta({ id: "Register" });

export const login = z
  .strictObject({ login: z.string().trim().min(1).max(254), password: typedPassword, client })
  .meta({ id: "Login" });

export const refresh = z.strictObject({ refreshToken: z.string().max(400).optional() }).meta({ id: "Refresh" });

/** `expiresIn` is seconds. `refreshToken` only for native clients. */
export const tokens = z
  .object({ accessToken: z.string(), expiresIn: z.int(), refreshToken: z.string().optional() })
  .meta({ id: "Tokens" });
export type Tokens = z.infer<typeof tokens>;

export const signedIn = tokens.extend({ user: me }).meta({ id: "SignedIn" });
export type SignedIn = z.infer<typeof signedIn>;

export const emailOnly = z.strictObject({ email }).meta({ id: "EmailOnly" });
export const accepted = z.object({ status: z.literal("accepted") }).meta({ id: "Accepted" });
export const resetPassword = z
  .strictObject({ token: z.string().min(1).max(200), password })
  .meta({ id: "ResetPassword" });
export const verifyEmail = z.strictObject({ token: z.string().min(1).max(200) }).meta({ id: "VerifyEmail" });
export const verified = z.object({ email: z.string(), verified: z.literal(true) }).meta({ id: "Verified" });
export const changePassword = z
  .strictObject({ currentPassword: typedPassword, password })
  .meta({ id: "ChangePassword" });
export const changeEmail = z.strictObject({ currentPassword: typedPassword, email }).meta({ id: "ChangeEmail" });
export const deleteAccount = z.strictObject({ password: typedPassword }).meta({ id: "DeleteAccount" });
export const deletionScheduled = z.object({ deletedAt: time, erasedAfter: time }).meta({ id: "DeletionScheduled" });

/** One signed-in device. `place` is a country or city name as the edge tells it, null where it cannot. */
export const session = z
  .object({
    id,
    device: z.string(),
    place: z.string().nullable(),
    createdAt: time,
    lastSeenAt: time,
    current: z.boolean(),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof session>;
export const sessionList = z.object({ items: z.array(session), nextCursor: z.null() }).meta({ id: "SessionList" });

/** Makes the first administrator of a deployed site; the token is printed once by `npm run deploy`. */
export const setup = register.extend({ token: z.string().min(1).max(200) }).meta({ id: "Setup" });
