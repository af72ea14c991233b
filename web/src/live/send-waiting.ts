/** Sends what waits in rooms that are not open here, over HTTP: whoever wrote offline need not come back to the room. */
import { conversationsApi } from "../api/conversations.ts";
import { ApiError } from "../api/error.ts";
import { conversationsWaiting, outboxOf } from "./outbox.ts";
import { roomsOpenHere } from "./room.ts";
import { outgoing } from "./room-pending.ts";

let running = false;

/** Does nothing while it is already at it. What is refused stays, marked, for its writer to decide. */
export async function sendWaiting(viewerId: string): Promise<void> {
  if (running) return;
  running = true;
  try {
    for (const conversationId of conversationsWaiting(viewerId)) {
      if (!roomsOpenHere.has(conversationId)) await sendRoom(viewerId, conversationId);
    }
  } catch (error) {
    // No network after all: it is tried again when the hub is back.
    if (!(error instanceof ApiError)) throw error;
  } finally {
    running = false;
  }
}

async function sendRoom(viewerId: string, conversationId: string): Promise<void> {
  const outbox = outboxOf(viewerId, conversationId);
  for (const message of outbox.load()) {
    if (message.state !== "waiting") continue;
    try {
      await conversationsApi.send(conversationId, outgoing(message));
      outbox.drop(message.id);
    } catch (error) {
      if (!(error instanceof ApiError) || mayPass(error)) throw error;
      outbox.keep({ ...message, state: "failed", reason: error.detail });
    }
  }
}

function mayPass({ status }: ApiError): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500;
}
