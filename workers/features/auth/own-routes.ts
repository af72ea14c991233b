/** Passwords, addresses and deletion over HTTP. */
import { z } from "@hono/zod-openapi";
import {
  accepted,
  changeEmail as changeEmailShape,
  changePassword as changePasswordShape,
  deleteAccount as deleteAccountShape,
  deletionScheduled,
  emailOnly,
  resetPassword as resetPasswordShape,
  verified,
  verifyEmail as verifyEmailShape,
} from "../../../contract/auth.ts";
import { scopeOf, signedIn } from "../../http/context.ts";
import { body, empty, feature, json, route } from "../../http/route.ts";
import {
  changeEmail,
  changePassword,
  deleteAccount,
  forgotPassword,
  resendVerification,
  resetPassword,
  verifyEmail,
} from "./actions.ts";
import { clearRefreshCookie } from "./cookie.ts";

export const ownRoutes = feature();
const tags = ["Accounts"];
const onItsWay = { status: "accepted" } as const;

ownRoutes.openapi(
  route(
    { access: "public", limit: "mails" },
    {
      method: "post",
      path: "/v1/auth/forgot-password",
      tags,
      summary: "Ask for a mail to choose a new password",
      description: "Answers the same for any address.",
      request: { body: body(emailOnly) },
      responses: { 202: json(accepted, "If somebody has this address, a mail is on its way") },
    },
  ),
  async (c) => {
    await forgotPassword(scopeOf(c), c.req.valid("json").email);
    return c.json(onItsWay, 202);
  },
);

ownRoutes.openapi(
  route(
    { access: "public", limit: "mails" },
    {
      method: "post",
      path: "/v1/auth/resend-verification",
      tags,
      summary: "Ask for the mail to confirm an address once more",
      description: "Answers the same for any address.",
      request: { body: body(emailOnly) },
      responses: { 202: json(accepted, "If an account waits for this address, a mail is on its way") },
    },
  ),
  async (c) => {
    await resendVerification(scopeOf(c), c.req.valid("json").email);
    return c.json(onItsWay, 202);
  },
);

ownRoutes.openapi(
  route(
    { access: "public" },
    {
      method: "post",
      path: "/v1/auth/reset-password",
      tags,
      summary: "Choose a new password with the token of a mail",
      request: { body: body(resetPasswordShape) },
      responses: { 204: empty("The password is set, and every session has ended") },
    },
  ),
  async (c) => {
    await resetPassword(scopeOf(c), c.req.valid("json"));
    clearRefreshCookie(c);
    return c.body(null, 204);
  },
);

ownRoutes.openapi(
  route(
    { access: "public" },
    {
      method: "post",
      path: "/v1/auth/verify-email",
      tags,
      summary: "Confirm an address with the token of a mail",
      request: { body: body(verifyEmailShape) },
      responses: { 200: json(verified, "The address is confirmed") },
    },
  ),
  async (c) => c.json(await verifyEmail(scopeOf(c), c.req.valid("json").token), 200),
);

ownRoutes.openapi(
  route(
    { access: "public", object: { param: "token", kind: "mail-token", others: "allowed" } },
    {
      method: "get",
      path: "/v1/auth/verify-email/{token}",
      tags,
      summary: "Confirm an address with the token of a mail, as a plain link",
      request: { params: z.strictObject({ token: verifyEmailShape.shape.token }) },
      responses: { 200: json(verified, "The address is confirmed") },
    },
  ),
  async (c) => c.json(await verifyEmail(scopeOf(c), c.req.valid("param").token), 200, { "Cache-Control": "no-store" }),
);

ownRoutes.openapi(
  route(
    { access: "required", permission: "account.manage" },
    {
      method: "post",
      path: "/v1/auth/change-password",
      tags,
      summary: "Change your password",
      request: { body: body(changePasswordShape) },
      responses: { 204: empty("The password is changed, and your other sessions have ended") },
    },
  ),
  async (c) => {
    await changePassword(signedIn(c), c.req.valid("json"));
    return c.body(null, 204);
  },
);

ownRoutes.openapi(
  route(
    { access: "required", permission: "account.manage", limit: "mails" },
    {
      method: "post",
      path: "/v1/auth/change-email",
      tags,
      summary: "Change your address",
      description: "The new address is asked to confirm itself, the old one is told.",
      request: { body: body(changeEmailShape) },
      responses: { 202: json(accepted, "A mail is on its way to the new address") },
    },
  ),
  async (c) => {
    await changeEmail(signedIn(c), c.req.valid("json"));
    return c.json(onItsWay, 202);
  },
);

ownRoutes.openapi(
  route(
    { access: "required", permission: "account.manage" },
    {
      method: "delete",
      path: "/v1/users/me",
      tags,
      summary: "Delete your account",
      description: "It is hidden at once and erased after a grace period; signing in before then brings it back.",
      request: { body: body(deleteAccountShape) },
      responses: { 202: json(deletionScheduled, "When the account will be erased") },
    },
  ),
  async (c) => {
    const scheduled = await deleteAccount(signedIn(c), c.req.valid("json").password);
    clearRefreshCookie(c);
    return c.json(scheduled, 202);
  },
);
