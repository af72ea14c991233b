/** Beginning conversations. Each is written with the effect that opens its room, and the room is opened before the answer. */
import type { Conversation, NewConversation } from "../../../contract/conversations.ts";
import { newId } from "../../../contract/ids.ts";
import type { Subject } from "../../../contract/live/hub.ts";
import type { RoomRole } from "../../../contract/messages.ts";
import type { ConversationRow } from "../../../db/schema.ts";
import { roomAddress } from "../../../durable-objects/addresses.ts";
import type { MemberState } from "../../../durable-objects/chat-room/types.ts";
import { type Addressee, conversationRules } from "../../access/conversations.ts";
import { peopleRules } from "../../access/people.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, invalid, notFound } from "../../http/error.ts";
import { subjectOf } from "../../pipeline/cards.ts";
import type { SignedInScope } from "../../scope.ts";
import { readablePost } from "../posts/actions.ts";
import { readConversation } from "./actions.ts";
import { directId, subjectId, subjectRoomId } from "./identity.ts";
import { type EntrantRow, findEntrants } from "./people-store.ts";
import { activeSelf, settle, toEntrant } from "./rooms.ts";
import * as store from "./store.ts";
import { blankPart, presentConversation } from "./view.ts";

interface Founder extends EntrantRow {
  role: RoomRole;
  state: MemberState;
}

/**
 * Begins a conversation; a direct one and the room of a subject exist once, and making them again answers the first. Throws `not_found`
 * for people who are not there for the viewer, `forbidden` for those who let only some write to them.
 */
export async function createConversation(scope: SignedInScope, input: NewConversation): Promise<Conversation> {
  switch (input.type) {
    case "direct":
      return startDirect(scope, input.memberIds?.[0] ?? "");
    case "group":
    case "channel":
      return startRoom(scope, input.type, input);
    case "subject":
      return startSubjectRoom(scope, input.subject as Subject);
  }
}

async function startDirect(scope: SignedInScope, otherId: string): Promise<Conversation> {
  const { db, viewer } = scope;
  if (otherId === viewer.id) throw invalid("memberIds", "must name somebody else");
  const id = await directId(viewer.id, otherId);
  const [people, known] = await Promise.all([
    findEntrants(db, viewer.id, [viewer.id, otherId]),
    store.findAccess(db, viewer.id, id),
  ]);
  const self = activeSelf(people, viewer.id);
  const other = people.get(otherId);
  if (!other || !peopleRules.see(addressee(other), viewer)) throw notFound("person");
  if (other.relation.blocking === 1)
    throw new AppError("conflict", "You block this person. Take the block back to write to them.");
  if (known) return existing(scope, id);
  if (!conversationRules.address(addressee(other), viewer))
    throw new AppError("forbidden", "This person lets only some people write to them.");
  const state = conversationRules.asksFirst(addressee(other)) ? "request" : "member";
  return begin(scope, { id, type: "direct" }, [
    { ...self, role: "member", state: "member" },
    { ...other, role: "member", state },
  ]);
}

async function startRoom(
  scope: SignedInScope,
  type: "group" | "channel",
  { memberIds = [], name = null, topic = null }: { memberIds?: string[]; name?: string | null; topic?: string | null },
): Promise<Conversation> {
  const { db, viewer } = scope;
  const others = [...new Set(memberIds)].filter((id) => id !== viewer.id);
  const people = await findEntrants(db, viewer.id, [viewer.id, ...others]);
  const self = activeSelf(people, viewer.id);
  const invited = others.map((id) => {
    const person = people.get(id);
    if (!person || !peopleRules.see(addressee(person), viewer)) throw notFound("person");
    if (!conversationRules.address(addressee(person), viewer))
      throw new AppError("forbidden", "Some of these people cannot be added by you.", {
        fields: [{ path: `memberIds.${memberIds.indexOf(id)}`, message: "lets only some people write to them" }],
      });
    return person;
  });
  return begin(scope, { id: newId(), type, name, topic: topic === "" ? null : topic }, [
    { ...self, role: "owner", state: "member" },
    ...invited.map((person): Founder => ({ ...person, role: "member", state: "member" })),
  ]);
}

async function startSubjectRoom(scope: SignedInScope, subject: Subject): Promise<Conversation> {
  if (!subject.startsWith("post:")) throw invalid("subject", "must be a post");
  const id = await subjectRoomId(subject);
  const [known] = await Promise.all([
    store.findAccess(scope.db, scope.viewer.id, id),
    readablePost(scope, subjectId(subject)),
  ]);
  return known ? existing(scope, id) : begin(scope, { id, type: "subject", subject }, []);
}

/** The conversation that was there already. */
async function existing(scope: SignedInScope, id: string): Promise<Conversation> {
  await commit(scope, { resourceId: id });
  return readConversation(scope, id);
}

async function begin(
  scope: SignedInScope,
  fields: Pick<ConversationRow, "id" | "type"> & Partial<Pick<ConversationRow, "subject" | "name" | "topic">>,
  founders: Founder[],
): Promise<Conversation> {
  const { db, env, viewer } = scope;
  const members = founders.map(({ card, role, state }) => ({ userId: card.id, role, state }));
  const createdBy = fields.type === "subject" ? null : viewer.id;
  const row = { subject: null, name: null, topic: null, ...fields, createdBy, createdAt: Date.now(), members };
  await scope.gate.admit();
  const written = commit(scope, {
    guard: store.insertConversation(db, row),
    writes: [store.insertMembers(db, row)],
    effects: [{ kind: "conversation.open", payload: { conversationIds: [row.id] } }],
    resourceId: row.id,
  });
  // An id that is made up now is lost with a failed write, and a room must not outlive it. One that follows from who or what it is about
  // is found again, so there both go side by side.
  if (row.type === "group" || row.type === "channel") await written;
  const opening = founders.map((founder) => ({ ...toEntrant(founder), role: founder.role, state: founder.state }));
  await Promise.all([written, settle(scope, [roomAddress(env, row.id).open({ ...row, members: opening })])]);
  const fresh = { ...untouched, ...row, memberCount: founders.length, lastAt: row.createdAt };
  const shown = founders.slice(0, store.shownMembers).map(({ card }) => ({ ...card, blocked: 0 as const }));
  const own = founders.find(({ card }) => card.id === viewer.id);
  return presentConversation(
    { row: fresh, members: shown },
    own ? blankPart("member", own.role) : blankPart("none", null),
  );
}

const untouched = {
  orgId: null,
  nameKey: null,
  avatarMediaId: null,
  encryption: "none",
  revision: 0,
  messageCount: 0,
  lastSeq: 0,
  lastMessage: null,
  slowModeSeconds: 0,
  retentionDays: null,
  deletedAt: null,
  listed: 0,
} satisfies Partial<ConversationRow>;

function addressee({ card, relation, whoMayMessage }: EntrantRow): Addressee {
  return { ...subjectOf(card, relation), whoMayMessage };
}
