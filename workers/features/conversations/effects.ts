/** What changes of conversations and of people do to rooms and hubs. Each reads the truth again and may be repeated. */
import { derivedId } from "../../../contract/ids.ts";
import type { RoomRole } from "../../../contract/messages.ts";
import { hubAddress, roomAddress } from "../../../durable-objects/addresses.ts";
import type { MemberState, RoomOpening } from "../../../durable-objects/chat-room/types.ts";
import { isBlockedEitherWay } from "../../access/people.ts";
import { commit } from "../../effects/commit.ts";
import type { Payload } from "../../effects/kinds.ts";
import { presentCard } from "../../pipeline/cards.ts";
import type { Scope } from "../../scope.ts";
import { subjectRoomId } from "./identity.ts";
import * as people from "./people-store.ts";
import { settle, toEntrant } from "./rooms.ts";
import * as store from "./store.ts";

/** Rooms that one run tells of a change; what is left goes back into the outbox. */
const roomsPerRun = 100;

/** Opens the rooms of conversations as they were written; those that are open already stay as they are. */
export async function openConversations({ db, env }: Scope, ids: readonly string[]): Promise<void> {
  const openings = (await store.findOpenings(db, ids))
    .filter(({ row }) => row.deletedAt === null)
    .map(({ row, members }) => ({ row, members: JSON.parse(members) as Founding[] }));
  const founders = openings.flatMap(({ members }) => members.map(({ userId }) => userId));
  const entrants = await people.findAllEntrants(db, founders);
  for (const { row, members } of openings) {
    const { id, type, subject, name, topic, createdBy, createdAt } = row;
    const opening: RoomOpening["members"] = members.flatMap(({ userId, role, state }) => {
      const entrant = entrants.get(userId);
      return entrant ? [{ ...toEntrant(entrant), role, state }] : [];
    });
    await roomAddress(env, id).open({ id, type, subject, name, topic, createdBy, createdAt, members: opening });
  }
}

/** How somebody is in a conversation from its beginning. */
interface Founding {
  userId: string;
  role: RoomRole;
  state: MemberState;
}

/** Tells those members of a message who have not read it by now and have not muted the room. */
export async function notifyOfMessage(
  { env }: Scope,
  { conversationId, seq, userIds }: Payload<"message.notify">,
): Promise<void> {
  const room = roomAddress(env, conversationId);
  await Promise.all(
    userIds.map(async (userId) => {
      const standing = await room.standing(userId);
      if (standing?.state !== "member" || standing.muted || standing.unread === 0 || standing.readUpTo >= seq) return;
      const { lastMessage, lastAt } = standing;
      await hubAddress(env, userId).notify({
        id: await derivedId(`message:${conversationId}:${seq}:${userId}`, lastAt),
        kind: "message",
        subject: { type: "conversation", id: conversationId },
        createdAt: lastMessage?.createdAt ?? new Date(lastAt).toISOString(),
      });
    }),
  );
}

/** Makes a block between two people, or its end, hold in the rooms that both are or were in, and ends each other's presence. */
export async function separatePeople(
  scope: Scope,
  { userId, otherId, after }: Payload<"people.separate">,
): Promise<void> {
  const { db } = scope;
  const pair = { userId, otherId };
  const [block, rooms] = await Promise.all([
    blockBetween(db, pair),
    people.findSharedRooms(db, userId, otherId, after, roomsPerRun),
  ]);
  await Promise.all(separations(scope, pair, block, rooms));
  const last = rooms.at(-1);
  if (rooms.length === roomsPerRun && last !== undefined)
    await commit(scope, { effects: [{ kind: "people.separate", payload: { userId, otherId, after: last } }] });
}

/** As `separatePeople`, before the answer: in the first rooms at least. The outbox does all of it again. */
export async function separateNow(scope: Scope, pair: Pair): Promise<void> {
  const [block, rooms] = await Promise.all([
    blockBetween(scope.db, pair),
    people.findSharedRooms(scope.db, pair.userId, pair.otherId, "", roomsPerRun),
  ]);
  await settle(scope, separations(scope, pair, block, rooms));
}

interface Pair {
  userId: string;
  otherId: string;
}

/** Whether a block stood between two people, and when that was: rooms take the newest they hear of. null: one of them is gone. */
async function blockBetween(db: Scope["db"], { userId, otherId }: Pair): Promise<{ on: boolean; at: number } | null> {
  const person = (await people.findEntrants(db, otherId, [userId])).get(userId);
  if (!person) return null;
  const { relation, readAt } = person;
  return { on: isBlockedEitherWay(relation), at: readAt };
}

function separations(
  { env }: Scope,
  { userId, otherId }: Pair,
  block: { on: boolean; at: number } | null,
  rooms: readonly string[],
): Promise<void>[] {
  if (block === null) return [];
  const apart = rooms.map((id) => roomAddress(env, id).separate(userId, otherId, block.on, block.at));
  if (!block.on) return apart;
  return [...apart, hubAddress(env, userId).hidePresence(otherId), hubAddress(env, otherId).hidePresence(userId)];
}

/** Has the visitors of rooms beside posts come in again, because fewer people may read these now. */
export async function recheckVisitors({ db, env }: Scope, { postIds }: Payload<"posts.withdraw">): Promise<void> {
  const ids = await Promise.all(postIds.map((postId) => subjectRoomId(`post:${postId}`)));
  const opened = await store.findLastTimes(db, ids);
  await Promise.all(Array.from(opened.keys(), (id) => roomAddress(env, id).recheckVisitors()));
}

/** Brings a person's card, as it is now, to the rooms they are in. */
export async function refreshCards(scope: Scope, { userId, after }: Payload<"cards.refresh">): Promise<void> {
  const { db, env } = scope;
  const [cards, rooms] = await Promise.all([
    people.findCards(db, [userId]),
    people.findRoomsOf(db, userId, after, roomsPerRun),
  ]);
  const card = cards.get(userId);
  if (!card) return;
  await Promise.all(rooms.map((id) => roomAddress(env, id).refreshCard(presentCard(card))));
  const last = rooms.at(-1);
  if (rooms.length === roomsPerRun && last !== undefined)
    await commit(scope, { effects: [{ kind: "cards.refresh", payload: { userId, after: last } }] });
}

/** Takes an erased person out of up to `limit` of their rooms, with all that they wrote there. Answers whether there may be more. */
export async function forgetInRooms(scope: Scope, userId: string, limit: number): Promise<boolean> {
  const { db, env } = scope;
  const rooms = await people.findRoomsOf(db, userId, "", limit);
  if (rooms.length === 0) return false;
  await Promise.all(rooms.map((id) => roomAddress(env, id).forget(userId)));
  await commit(scope, { writes: [people.deleteMemberships(db, userId, rooms)] });
  return true;
}
