/** What people do with their live end: open it, and tell what they saw. */
import type { z } from "zod";
import type { liveTicket } from "../../../contract/conversations.ts";
import { ticketSeconds } from "../../../contract/live/protocol.ts";
import { counterAddress, hubAddress } from "../../../durable-objects/addresses.ts";
import { upgradeTo } from "../../http/sockets.ts";
import type { SignedInScope } from "../../scope.ts";
import type { LiveConnection } from "../../../durable-objects/user-hub/types.ts";
import { readablePosts } from "./readable.ts";

/** A ticket that opens one socket in the viewer's name. */
export async function issueTicket({ env, gate, viewer }: SignedInScope): Promise<z.infer<typeof liveTicket>> {
  await gate.admit();
  const { id: userId, sessionId, role, issuedAt } = viewer;
  const holder = { userId, sessionId, role, issuedAt };
  return { ticket: await hubAddress(env, viewer.id).issueTicket(holder), expiresIn: ticketSeconds };
}

/** Opens the viewer's own socket. Throws `unauthenticated` for a session that has just ended elsewhere. */
export async function connect({ env, viewer }: SignedInScope): Promise<Response> {
  const { id: userId, sessionId, role, issuedAt } = viewer;
  const connection: LiveConnection = { userId, sessionId, role, issuedAt };
  return upgradeTo(hubAddress(env, userId), connection);
}

/** Counts views of the posts that the viewer may read; resolves when they are stored. */
export async function seePosts({ db, env, gate, viewer }: SignedInScope, ids: string[]): Promise<void> {
  const [seen] = await Promise.all([readablePosts(db, viewer, [...new Set(ids)]), gate.admit()]);
  await Promise.all(seen.map((id) => counterAddress(env, `post:${id}`).view(viewer.id)));
}
