/** Invitations: links that let people into a group or channel. */
import type { Conversation, Invite, InvitePreview, NewInvite } from "../../../contract/conversations.ts";
import { inviteCode } from "../../../contract/conversations.ts";
import { derivedId, newId } from "../../../contract/ids.ts";
import { roomAddress } from "../../../durable-objects/addresses.ts";
import { commit } from "../../effects/commit.ts";
import { notFound } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { readConversation } from "./actions.ts";
import { actInRoom, granted, isInside, ownEntrant, readableConversation } from "./rooms.ts";
import { findAccess } from "./store.ts";
import { presentInvite } from "./view.ts";

/** Makes an invitation; under an idempotency key once, even when the key could not be noted after the room had made it. */
export async function createInvite(
  scope: SignedInScope,
  id: string,
  { expiresInSeconds, maxUses }: NewInvite,
): Promise<Invite> {
  const { config, gate, viewer } = scope;
  const now = Date.now();
  const inviteId =
    gate.claim && (await derivedId(`invite:${id}:${viewer.id}:${gate.claim.key}:${gate.claim.bodyHash}`, now));
  const invite = await actInRoom(scope, id, (room) =>
    room.invite(viewer.id, { id: inviteId ?? newId(now), expiresAt: now + expiresInSeconds * 1000, maxUses }),
  );
  await commit(scope, { resourceId: invite.id });
  return presentInvite(config.siteOrigin, id, invite);
}

/** The invitation that an idempotency key made, as it is now. Throws `not_found` when it was taken back since. */
export async function readInvite(scope: SignedInScope, id: string, inviteId: string): Promise<Invite> {
  const { items } = await listInvites(scope, id);
  const found = items.find((invite) => invite.id === inviteId);
  if (!found) throw notFound("invitation");
  return found;
}

/** Invitations that still hold. */
export async function listInvites(scope: SignedInScope, id: string): Promise<{ items: Invite[]; nextCursor: null }> {
  const { config, env, viewer } = scope;
  const [record, invites] = await Promise.all([
    readableConversation(scope, id),
    roomAddress(env, id).invites(viewer.id),
  ]);
  return {
    items: granted(invites, record).map((invite) => presentInvite(config.siteOrigin, id, invite)),
    nextCursor: null,
  };
}

/** Takes an invitation back. */
export async function revokeInvite(scope: SignedInScope, id: string, inviteId: string): Promise<void> {
  await actInRoom(scope, id, (room) => room.revokeInvite(scope.viewer.id, inviteId));
}

/** What an invitation leads to. Throws `not_found` for one that holds no longer. */
export async function previewInvite(scope: SignedInScope, code: string): Promise<InvitePreview> {
  const { id, secret } = partsOf(code);
  const [record, { valid, memberCount }] = await Promise.all([
    findAccess(scope.db, scope.viewer.id, id),
    roomAddress(scope.env, id).checkInvite(secret),
  ]);
  if (!record || record.row.deletedAt !== null || !valid) throw notFound("invitation");
  const { type, name, topic } = record.row;
  return { conversationId: id, type, name, topic, memberCount, member: isInside(record) };
}

/** Follows an invitation; who is in already stays. Throws `not_found` for one that holds no longer. */
export async function acceptInvite(scope: SignedInScope, code: string): Promise<Conversation> {
  const { id, secret } = partsOf(code);
  const room = roomAddress(scope.env, id);
  const [record, entrant, { valid }] = await Promise.all([
    findAccess(scope.db, scope.viewer.id, id),
    ownEntrant(scope),
    room.checkInvite(secret),
    scope.gate.admit(),
  ]);
  if (!record || record.row.deletedAt !== null || !valid) throw notFound("invitation");
  if (isInside(record)) return readConversation(scope, id);
  const standing = granted(await room.join(entrant, secret), record);
  return readConversation(scope, id, standing);
}

function partsOf(code: string): { id: string; secret: string } {
  if (!inviteCode.safeParse(code).success) throw notFound("invitation");
  const [id = "", secret = ""] = code.split(".");
  return { id, secret };
}
