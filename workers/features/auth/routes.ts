/** Accounts over HTTP: signing up, in and out, and sessions. Passwords, addresses and deletion are in `own-routes.ts`. */
import type { Context } from "hono";
import { z } from "@hono/zod-openapi";
import {
  login,
  refresh as refreshShape,
  register as registerShape,
  sessionList,
  setup,
  signedIn as signedInShape,
  tokens,
  type Tokens,
} from "../../../contract/auth.ts";
import { id } from "../../../contract/ids.ts";
import { type AppEnv, scopeOf, signedIn, unauthenticated } from "../../http/context.ts";
import { body, empty, feature, json, route } from "../../http/route.ts";
import { accessSeconds } from "../../http/tokens.ts";
import { endSession, listSessions, refresh, register, setUp, signIn, signOut } from "./actions.ts";
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from "./cookie.ts";
import type { Grant } from "./grants.ts";
import { ownRoutes } from "./own-routes.ts";

export const auth = feature();
const tags = ["Accounts"];

/** The tokens of an answer. Browsers get the refresh token where scripts cannot read it. */
function handOut(c: Context<AppEnv>, { client, accessToken, refreshToken }: Grant): Tokens {
  c.header("Cache-Control", "no-store");
  if (client === "web") setRefreshCookie(c, refreshToken);
  return { accessToken, expiresIn: accessSeconds, ...(client === "native" && { refreshToken }) };
}

auth.openapi(
  route(
    { access: "public", limit: "registrations" },
    {
      method: "post",
      path: "/v1/auth/register",
      tags,
      summary: "Make an account and sign in",
      request: { body: body(registerShape) },
      responses: { 201: json(signedInShape, "The new account and its tokens") },
    },
  ),
  async (c) => {
    const account = await register(scopeOf(c), c.req.valid("json"));
    return c.json({ user: account.user, ...handOut(c, account.grant) }, 201);
  },
);

auth.openapi(
  route(
    { access: "public", limit: "registrations" },
    {
      method: "post",
      path: "/v1/auth/setup",
      tags,
      summary: "Make the first administrator of a deployed site",
      description:
        "Needs the set-up token that the deployment printed, and works only while there is no administrator.",
      request: { body: body(setup) },
      responses: { 201: json(signedInShape, "The administrator and their tokens") },
    },
  ),
  async (c) => {
    const account = await setUp(scopeOf(c), c.req.valid("json"));
    return c.json({ user: account.user, ...handOut(c, account.grant) }, 201);
  },
);

auth.openapi(
  route(
    // Counts by itself: failures only, per account and per address.
    { access: "public", limit: "none", always: true },
    {
      method: "post",
      path: "/v1/auth/login",
      tags,
      summary: "Sign in with a password",
      description: "`login` is an e-mail address or a username. Within the grace period this undoes a deletion.",
      request: { body: body(login) },
      responses: { 200: json(signedInShape, "The account and its tokens") },
    },
  ),
  async (c) => {
    const account = await signIn(scopeOf(c), c.req.valid("json"));
    return c.json({ user: account.user, ...handOut(c, account.grant) }, 200);
  },
);

auth.openapi(
  route(
    { access: "public", limit: "reads", always: true },
    {
      method: "post",
      path: "/v1/auth/refresh",
      tags,
      summary: "Exchange the refresh token for new tokens",
      description: "Native clients send it in the body; browsers send their cookie, from a page of the site.",
      request: { body: { content: { "application/json": { schema: refreshShape } } } },
      responses: { 200: json(tokens, "New tokens") },
    },
  ),
  async (c) => {
    const sent = c.req.valid("json").refreshToken;
    if (sent !== undefined) return c.json(handOut(c, await refresh(scopeOf(c), sent, "native")), 200);
    const cookie = readRefreshCookie(c);
    if (cookie === undefined) throw unauthenticated("There is no session to go on with. Sign in.");
    return c.json(handOut(c, await refresh(scopeOf(c), cookie, "web")), 200);
  },
);

auth.openapi(
  route(
    { access: "public", identifies: true, always: true },
    {
      method: "post",
      path: "/v1/auth/logout",
      tags,
      summary: "End this session",
      description: "The session of the access token or, without one, of the refresh cookie.",
      responses: { 204: empty("The session has ended") },
    },
  ),
  async (c) => {
    const scope = scopeOf(c);
    await signOut(scope, scope.viewer ? undefined : readRefreshCookie(c));
    clearRefreshCookie(c);
    return c.body(null, 204);
  },
);

auth.openapi(
  route(
    { access: "required", permission: "account.manage" },
    {
      method: "get",
      path: "/v1/auth/sessions",
      tags,
      summary: "Your open sessions",
      responses: { 200: json(sessionList, "Sessions, the newest first") },
    },
  ),
  async (c) => c.json(await listSessions(signedIn(c)), 200),
);

auth.openapi(
  route(
    { access: "required", permission: "account.manage", object: { param: "id", kind: "session", others: "hidden" } },
    {
      method: "delete",
      path: "/v1/auth/sessions/{id}",
      tags,
      summary: "End one of your sessions",
      request: { params: z.strictObject({ id }) },
      responses: { 204: empty("The session has ended") },
    },
  ),
  async (c) => {
    const scope = signedIn(c);
    const { id } = c.req.valid("param");
    await endSession(scope, id);
    if (id === scope.viewer.sessionId) clearRefreshCookie(c);
    return c.body(null, 204);
  },
);

auth.route("/", ownRoutes);
