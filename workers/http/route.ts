/** How every route is declared: shapes, access, permission, limits, idempotency, all in one place that docs and tests read too. */
import { createRoute, OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { z } from "zod";
import type { LimitName } from "../../contract/limits.ts";
import { may, type Permission } from "../../contract/roles.ts";
import { conditional } from "./conditional.ts";
import { type AppEnv, scopeOf, unauthenticated } from "./context.ts";
import { AppError } from "./error.ts";
import { checkClaim, Gate, holdClaim, type IdempotencyClaim, limitHeaders, openGate, takeLimits } from "./gate.ts";
import { validationError } from "./problem.ts";
import { viewerOf } from "./session.ts";
import { viewerOfTicket } from "./sockets.ts";
import { tokenHash } from "./tokens.ts";

/** What a path parameter names, and how somebody else's is answered: `hidden` 404 always, `forbidden` 403 where it may be seen. */
export interface RouteObject {
  param: string;
  kind:
    | "post"
    | "comment"
    | "user"
    | "session"
    | "follow-request"
    | "case"
    | "mail-token"
    | "conversation"
    | "invite"
    | "media";
  others: "hidden" | "forbidden" | "allowed";
}

export interface RouteRules {
  /** `public`: the same for everyone, whatever token comes along; `optional`: more with an account, and a site setting may close it; `required`: signed in. */
  access: "public" | "optional" | "required";
  /** A public route that looks at tokens nevertheless: it finds out for itself who asks. */
  identifies?: boolean;
  permission?: Permission;
  /**
   * Limit counted per person, or per address for those without an account. Routes with `public` access count addresses only, so that
   * accounts cannot be used to make more accounts. `none` for what must always answer, and for what counts by itself.
   */
  limit?: LimitName | "none";
  /** The most bytes that a body may have: 1 MiB without it. */
  maxBody?: number;
  /** The body is read by the route itself, as it comes, and counted there: what it says of its length is all that is looked at before. */
  streamed?: boolean;
  /** Takes `Idempotency-Key`. */
  idempotent?: boolean;
  /** GET of a single resource: carries an ETag and answers 304. */
  etag?: boolean;
  object?: RouteObject;
  /** Takes `?ticket=` in the place of an Authorization header: upgrades to live sockets, which browsers send without one. */
  ticket?: boolean;
  /** Still answers while the site is down for maintenance. */
  always?: boolean;
}

/** Bytes of a body where a route says nothing else. */
export const defaultMaxBody = 1024 * 1024;

type Rules = { [Extension in "x-stoa"]: RouteRules };

/** Declares a route. `rules` are enforced by a middleware before validation and are kept in the route for docs and tests. */
export function route<const R extends RouteConfig>(rules: RouteRules, config: R) {
  const extension: Rules = { "x-stoa": rules };
  return createRoute({ ...config, ...extension, middleware: [guard(rules, config)] as const });
}

/** An empty router of a feature; failed validation becomes a problem answer. */
export function feature(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw validationError(result.error, result.target);
    },
  });
}

/** A JSON answer of a route. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A required JSON body of a route. */
export function body<S extends z.ZodType>(schema: S) {
  return { required: true, content: { "application/json": { schema } } };
}

/** An answer without a body. */
export function empty(description: string) {
  return { description };
}

function guard(rules: RouteRules, config: RouteConfig): MiddlewareHandler<AppEnv> {
  const reads = config.method === "get";
  const limit = rules.limit ?? (reads ? "reads" : "writes");
  return async (c, next) => {
    c.set("route", config.path);
    // An app that sends its token with every call can still ask for a new one when that has expired.
    if (rules.access !== "public" || rules.identifies)
      c.set("viewer", await viewerOf(c.req.header("Authorization"), c.get("config"), c.get("db")));
    if (rules.ticket) await takeTicket(c);
    checkAccess(c, rules);
    await checkSize(c, rules);
    const claim = rules.idempotent ? await claimOf(c) : null;
    const release = claim ? holdClaim(claim, c.executionCtx) : null;
    try {
      const gate =
        limit === "none" && !claim ? openGate() : new Gate((self) => admission(c, rules, limit, claim, self), claim);
      c.set("gate", gate);
      await checkBody(c, config);
      checkQuery(c, config);
      await next();
      if (reads) await gate.admit();
      for (const [name, value] of Object.entries(limitHeaders(gate))) c.header(name, value);
      if (rules.etag) await conditional(c);
    } finally {
      release?.();
    }
  };
}

async function takeTicket(c: Context<AppEnv>): Promise<void> {
  const ticket = c.req.query("ticket");
  if (ticket !== undefined && c.get("viewer") === null) c.set("viewer", await viewerOfTicket(scopeOf(c), ticket));
}

function checkAccess(c: Context<AppEnv>, rules: RouteRules): void {
  const { viewer, settings } = scopeOf(c);
  if (settings.maintenance.on && !rules.always && viewer?.role !== "admin") {
    throw new AppError(
      "overloaded",
      settings.maintenance.message || "The site is down for maintenance. Please come back soon.",
      { headers: { "Retry-After": "120" } },
    );
  }
  if (viewer === null && (rules.access === "required" || (rules.access === "optional" && !settings.publicReading)))
    throw unauthenticated();
  if (rules.permission && (viewer === null || !may(viewer.role, rules.permission))) {
    if (viewer === null) throw unauthenticated();
    throw new AppError("forbidden", "Your role does not allow this.");
  }
}

async function checkSize(c: Context<AppEnv>, { maxBody = defaultMaxBody, streamed }: RouteRules): Promise<void> {
  const refuse = () => {
    const most = maxBody < 1024 * 1024 ? `${maxBody / 1024} KiB` : `${maxBody / 1024 / 1024} MiB`;
    throw new AppError("payload_too_large", `A request to this address may have at most ${most}.`);
  };
  if (!streamed) await bodyLimit({ maxSize: maxBody, onError: refuse })(c, async () => undefined);
  else if (Number(c.req.header("Content-Length") ?? 0) > maxBody) refuse();
}

async function admission(
  c: Context<AppEnv>,
  rules: RouteRules,
  limit: LimitName | "none",
  claim: IdempotencyClaim | null,
  gate: Gate,
): Promise<void> {
  const { env, db, settings, viewer, origin } = scopeOf(c);
  const subject = rules.access === "public" ? origin.address : (viewer?.id ?? origin.address);
  const limits = limit === "none" ? undefined : takeLimits(env, settings.limits, [{ name: limit, subject }], gate);
  // A replay wins over a used-up limit: it does nothing.
  const [claimed, limited] = await Promise.allSettled([claim ? checkClaim(db, claim) : undefined, limits]);
  if (claimed.status === "rejected") throw claimed.reason;
  if (limited.status === "rejected") throw limited.reason;
}

async function claimOf(c: Context<AppEnv>): Promise<IdempotencyClaim | null> {
  const key = c.req.header("Idempotency-Key");
  const viewer = c.get("viewer");
  if (key === undefined || viewer === null) return null;
  if (!/^[\x21-\x7E]{1,200}$/.test(key)) {
    throw new AppError("validation_failed", "Idempotency-Key must be 1 to 200 visible ASCII characters.", {
      fields: [{ path: "Idempotency-Key", message: "must be 1 to 200 visible ASCII characters" }],
    });
  }
  return {
    userId: viewer.id,
    key,
    operation: `${c.req.method} ${c.req.path}`,
    bodyHash: await tokenHash(await rawBody(c)),
  };
}

/** The body as it was sent. Read as bytes, since the runtime complains of text that is declared to be something else. */
async function rawBody(c: Context<AppEnv>): Promise<string> {
  return new TextDecoder().decode(await c.req.arrayBuffer());
}

async function checkBody(c: Context<AppEnv>, config: RouteConfig): Promise<void> {
  if (config.method === "get") return;
  const declared = config.request?.body;
  const types = declared ? Object.keys(declared.content) : ["application/json"];
  if (!types.includes("application/json")) return;
  const raw = await rawBody(c);
  if (raw === "" && !declared?.required) {
    // An optional body that is not there is an empty one, whatever Content-Type says. Validation reads what was read before.
    Object.assign(c.req.bodyCache, { text: Promise.resolve("{}") });
    return namePlainly(c);
  }
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (raw !== "" && type !== "application/json") throw new AppError("unsupported_media_type", "Send application/json.");
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    throw new AppError("malformed", "The body is not valid JSON.");
  }
  if (!declared) {
    const keys = typeof value === "object" && value !== null ? Object.keys(value) : ["body"];
    if (keys.length > 0) throw unknownFields(keys);
  }
  namePlainly(c);
}

/**
 * Gives a body that was read its plain type: there are more ways to write one (RFC 9110, sections 5.6.6 and 8.3.1) than validation
 * takes, and what it does not take it throws.
 */
function namePlainly(c: Context<AppEnv>): void {
  const type = c.req.header("Content-Type");
  if (type === undefined || type === "application/json") return;
  const headers = new Headers(c.req.raw.headers);
  headers.set("Content-Type", "application/json");
  c.req.raw = new Request(c.req.raw, { body: null, headers });
}

function checkQuery(c: Context<AppEnv>, config: RouteConfig): void {
  if (config.request?.query) return;
  const keys = Object.keys(c.req.query());
  if (keys.length > 0) throw unknownFields(keys);
}

function unknownFields(keys: string[]): AppError {
  return new AppError("validation_failed", "Some fields are not valid; see errors.", {
    fields: keys.map((path) => ({ path, message: "is not a known field" })),
  });
}
