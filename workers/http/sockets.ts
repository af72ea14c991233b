/** What upgrades to live sockets have in common: tickets, where they come from, and the way on to the object that takes the socket. */
import type { Context } from "hono";
import { z } from "zod";
import type { ErrorCode } from "../../contract/errors.ts";
import { subprotocol } from "../../contract/live/protocol.ts";
import { connectionHeader, hubAddress } from "../../durable-objects/addresses.ts";
import type { Scope, Viewer } from "../scope.ts";
import { type AppEnv, unauthenticated } from "./context.ts";
import { AppError } from "./error.ts";
import { isTrustedOrigin } from "./origin.ts";
import { refuseRevoked } from "./session.ts";

/** Query of every upgrade: browsers cannot send an Authorization header with one and pass a ticket. */
export const socketQuery = z.strictObject({ ticket: z.string().max(200).optional() });

/**
 * Refuses what is no upgrade to our subprotocol (`malformed`) and what comes from a foreign page (`forbidden`): browsers let any page
 * open a socket to any site and only tell which page it was.
 */
export function checkUpgrade(c: Context<AppEnv>): void {
  if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
    throw new AppError("malformed", "This address is for WebSockets. Ask for an upgrade.", {
      headers: { Upgrade: "websocket" },
    });
  }
  const offered = (c.req.header("Sec-WebSocket-Protocol") ?? "").split(",").map((name) => name.trim());
  if (!offered.includes(subprotocol)) throw new AppError("malformed", `Offer the subprotocol ${subprotocol}.`);
  const origin = c.req.header("Origin");
  const self = new URL(c.req.url).origin;
  if (origin !== undefined && !isTrustedOrigin(origin, self, c.get("config"), c.get("settings").corsOrigins))
    throw new AppError("forbidden", "Pages of other sites may not connect.");
}

/** Whoever a ticket was given to. Throws `unauthenticated` when it does not count, or when its session has ended since. */
export async function viewerOfTicket({ env, db }: Scope, ticket: string): Promise<Viewer> {
  const [, userId = "", secret = ""] = /^([0-7][0-9A-HJKMNP-TV-Z]{25})\.([\w-]{43})$/.exec(ticket) ?? [];
  const holder = secret === "" ? null : await hubAddress(env, userId).redeemTicket(secret);
  if (!holder) throw unauthenticated("This ticket does not count (any more). Ask for a new one.");
  const viewer = { id: holder.userId, role: holder.role, sessionId: holder.sessionId, issuedAt: holder.issuedAt };
  await refuseRevoked(viewer, db);
  return viewer;
}

/** Why an object takes no socket, as the JSON of its answer. */
export interface UpgradeRefusal {
  code: ErrorCode;
  detail: string;
}

/** Hands the upgrade to an object, with what the Worker has found out about the connection. Throws what the object refuses. */
export async function upgradeTo(object: Pick<DurableObjectStub, "fetch">, connection: object): Promise<Response> {
  const answer = await object.fetch("https://object/socket", {
    headers: { Upgrade: "websocket", [connectionHeader]: encodeURIComponent(JSON.stringify(connection)) },
  });
  if (answer.status === 101) return answer;
  const { code, detail } = await answer.json<UpgradeRefusal>();
  throw new AppError(code, detail);
}
