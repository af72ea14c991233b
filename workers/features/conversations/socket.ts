/** The live socket of a room: who may open it, and the way there. */
import type { Context } from "hono";
import { hubAddress, roomAddress } from "../../../durable-objects/addresses.ts";
import type { Connection } from "../../../durable-objects/chat-room/types.ts";
import { type AppEnv, signedIn, unauthenticated } from "../../http/context.ts";
import { checkUpgrade, upgradeTo } from "../../http/sockets.ts";
import { isInside, membersOnly, ownEntrant, readableConversation } from "./rooms.ts";

/**
 * Opens a room's socket for the viewer. Throws `not_found` for a room that is not there for them, `forbidden` for a channel that they
 * have not joined, `unauthenticated` when their session has ended.
 */
export async function openSocket(c: Context<AppEnv>, id: string): Promise<Response> {
  const scope = signedIn(c);
  const { env, viewer } = scope;
  const [record, entrant] = await Promise.all([readableConversation(scope, id), ownEntrant(scope), scope.gate.admit()]);
  checkUpgrade(c);
  if (record.row.type === "channel" && !isInside(record)) throw membersOnly();
  // Told first, so that ending the session from now on reaches the room.
  if (!(await hubAddress(env, viewer.id).roomOpened(id, viewer.sessionId)))
    throw unauthenticated("This session has ended. Sign in again.");
  const visitor = record.row.type === "subject" && !isInside(record);
  const connection: Connection = { ...entrant, sessionId: viewer.sessionId, visitor };
  return upgradeTo(roomAddress(env, id), connection);
}
