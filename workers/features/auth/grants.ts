/** What signing in and refreshing hand out: an access token and a refresh token of a session. */
import { newId } from "../../../contract/ids.ts";
import type { Role } from "../../../contract/roles.ts";
import type { SessionRow } from "../../../db/schema.ts";
import { randomToken, refreshMillis, refreshToken, signAccess } from "../../http/tokens.ts";
import type { Bearer, Scope, SignedInScope } from "../../scope.ts";
import { deviceName } from "./device.ts";
import type { NewSession } from "./session-store.ts";

export type Client = SessionRow["client"];

/** Tokens for a client; `web` ones get the refresh token as a cookie. */
export interface Grant {
  client: Client;
  accessToken: string;
  refreshToken: string;
}

/** The first generation of a session's refresh tokens. */
export const firstGeneration = 1;

export function newSession({ origin }: Scope, userId: string, client: Client, now: number): NewSession {
  return {
    id: newId(now),
    userId,
    seed: randomToken(),
    rotatedAt: now,
    client,
    ...whereabouts(origin),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + refreshMillis,
  };
}

/** Where and on what a session is used, as its owner is told. */
export function whereabouts({ userAgent, place }: Scope["origin"]): { device: string; place: string | null } {
  return { device: deviceName(userAgent), place };
}

/** The scope of somebody who has just shown who they are, so that the trail names them. */
export function actingAs(scope: Scope, bearer: Bearer): SignedInScope {
  return { ...scope, viewer: { ...bearer, issuedAt: Date.now() } };
}

/**
 * Signs the tokens of a session's generation. `readAt` is a time before person and session were read: a revocation written since then
 * is later, so it refuses this access token too.
 */
export async function grant(
  { config }: Scope,
  session: Pick<SessionRow, "id" | "userId" | "seed" | "client">,
  generation: number,
  role: Role,
  readAt: number,
): Promise<Grant> {
  const [access, refresh] = await Promise.all([
    signAccess(config, { id: session.userId, role, sessionId: session.id }, readAt),
    refreshToken(config, session, generation),
  ]);
  return { client: session.client, accessToken: access, refreshToken: refresh };
}
