/** Conversations: reading one, changing it, ending it, coming and going. */
import type { Conversation, ConversationSettings, UpdateConversation } from "../../../contract/conversations.ts";
import { roomAddress } from "../../../durable-objects/addresses.ts";
import type { Standing } from "../../../durable-objects/chat-room/types.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, notFound } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { changePicture, checkPicture } from "./picture.ts";
import { actInRoom, granted, ownEntrant, readable, readableConversation } from "./rooms.ts";
import * as store from "./store.ts";
import { blankPart, presentConversation } from "./view.ts";

export { conversationOf } from "./locate.ts";
export { readableMessage } from "./messages.ts";
export { forgetInRooms, openConversations, separateNow } from "./effects.ts";
export { directId } from "./identity.ts";

/**
 * One conversation; `told` is what its room has just said of the viewer, if it was asked already. Throws `not_found` for what is not
 * there for the viewer.
 */
export async function readConversation(
  scope: SignedInScope,
  id: string,
  told?: Standing | null,
): Promise<Conversation> {
  const { db, env, viewer } = scope;
  const [[record], standing] = await Promise.all([
    store.findConversations(db, viewer.id, [id], { own: true }),
    told ?? roomAddress(env, id).standing(viewer.id),
  ]);
  if (standing?.state === "banned") throw notFound("conversation");
  const { row, members } = await readable(scope, record ? asTold(record, standing) : null);
  return presentConversation({ row, members }, standing ?? blankPart("none", null));
}

/** The room is the authority on who is in it; its projection may be a moment behind. */
function asTold(record: store.ConversationRecord, standing: Standing | null): store.ConversationRecord {
  switch (standing?.state) {
    case "member":
    case "request":
      return { ...record, state: standing.state };
    case "none":
    case "banned":
      return { ...record, state: record.state === null ? null : "gone" };
    case undefined:
      return record;
  }
}

/** Changes name, topic, slow mode, retention or picture. Throws `validation_failed` for a picture that the viewer cannot show. */
export async function updateConversation(
  scope: SignedInScope,
  id: string,
  { avatarMediaId, ...change }: UpdateConversation,
): Promise<Conversation> {
  const picture = avatarMediaId !== undefined;
  const before = await actInRoom(scope, id, async (room, { row }) => {
    if (typeof avatarMediaId === "string") await checkPicture(scope, avatarMediaId);
    const answer = await room.update(scope.viewer.id, { ...change, picture });
    return answer.ok ? { ok: true, value: row } : answer;
  });
  if (picture) await changePicture(scope, before, avatarMediaId);
  return readConversation(scope, id);
}

/** Mutes or archives a conversation for the viewer alone. */
export async function configureConversation(
  scope: SignedInScope,
  id: string,
  settings: ConversationSettings,
): Promise<Conversation> {
  const standing = await actInRoom(scope, id, (room) => room.configure(scope.viewer.id, settings));
  return readConversation(scope, id, standing);
}

/** Ends a group or channel for everybody. A direct conversation goes into the viewer's archive alone until the other one writes, a request is declined so. */
export async function deleteConversation(scope: SignedInScope, id: string): Promise<void> {
  const { db, viewer } = scope;
  const type = await actInRoom(scope, id, async (room, { row }) => {
    const isDirect = row.type === "direct";
    const answer = isDirect ? await room.configure(viewer.id, { archived: true }) : await room.close(viewer.id);
    return answer.ok ? { ok: true, value: row.type } : answer;
  });
  if (type === "direct") return;
  await commit(scope, {
    writes: [store.markDeleted(db, id, Date.now())],
    audit: { action: "conversation.delete", targetType: "conversation", targetId: id },
  });
}

/** Comes into a channel. Throws `forbidden` for what cannot be joined so. */
export async function joinConversation(scope: SignedInScope, id: string): Promise<Conversation> {
  const [record, entrant] = await Promise.all([readableConversation(scope, id), ownEntrant(scope), scope.gate.admit()]);
  if (record.row.type !== "channel")
    throw new AppError("forbidden", "Only channels can be joined without an invitation.");
  const standing = granted(await roomAddress(scope.env, id).join(entrant, null), record);
  return readConversation(scope, id, standing);
}

/** Goes out of a conversation. */
export async function leaveConversation(scope: SignedInScope, id: string): Promise<void> {
  await actInRoom(scope, id, (room) => room.leave(scope.viewer.id));
}
