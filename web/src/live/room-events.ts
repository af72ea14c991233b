/** What each kind of event does to the room that is shown. */
import type { PassingEvent, StoredEvent } from "../../../contract/live/room.ts";
import type { HistoryItem, Message, MessageReaction } from "../../../contract/messages.ts";
import type { Change, Entry, RoomState } from "./room-state.ts";

/** Clients let somebody's typing expire after this time (contract/live/room.ts). */
const typingMs = 6_000;

export function withoutHidden(items: readonly HistoryItem[]): Entry[] {
  return items.filter((item): item is Entry => !("t" in item) || item.t !== "hidden");
}

export function isMessage(item: Entry): item is Message {
  return !("t" in item);
}

/** Applies the event after `lastSeq`. */
export function applyStored(before: RoomState, event: StoredEvent): RoomState {
  const state = { ...before, lastSeq: event.seq };
  switch (event.t) {
    case "message":
      return messageCame(state, event);
    case "edited":
      return patch(state, event.messageSeq, "edit", (message) =>
        message.deleted
          ? message
          : { ...message, content: event.content, mentions: event.mentions, editedAt: event.editedAt },
      );
    case "deleted":
      return patch(state, event.messageSeq, "delete", asDeleted);
    case "reaction":
      return reacted(state, event);
    case "pinned": {
      const next = patch(state, event.messageSeq, null, (message) => ({ ...message, pinned: event.on }));
      return { ...next, items: [...next.items, event] };
    }
    case "joined":
      return { ...state, items: [...state.items, event], memberCount: counted(state, 1) };
    case "left":
      return { ...withoutMember(state, event.userId), items: [...state.items, event], memberCount: counted(state, -1) };
    case "role":
      return { ...withRole(state, event), items: [...state.items, event] };
    case "renamed":
      return { ...state, items: [...state.items, event] };
    case "hidden":
      return state;
  }
}

function messageCame(state: RoomState, event: Extract<StoredEvent, { t: "message" }>): RoomState {
  const { t: _, deleted = false, ...rest } = event;
  const message: Message = { ...rest, reactions: [], pinned: false, editedAt: null, deleted };
  const typing = new Map(state.typing);
  typing.delete(event.senderId);
  const pending = state.pending.filter(({ id }) => id !== event.id);
  return { ...state, items: [...state.items, message], pending, typing };
}

/** Changes a message that is loaded; what the viewer wanted of it and has now happened is no longer awaited. */
function patch(
  state: RoomState,
  messageSeq: number,
  settled: Change["t"] | null,
  change: (message: Message) => Message,
): RoomState {
  const changes = state.changes.filter((each) => each.t !== settled || each.messageSeq !== messageSeq);
  return {
    ...state,
    items: patched(state.items, messageSeq, change),
    past: state.past && { ...state.past, items: patched(state.past.items, messageSeq, change) },
    changes: changes.length === state.changes.length ? state.changes : changes,
  };
}

function patched(items: readonly Entry[], messageSeq: number, change: (message: Message) => Message): readonly Entry[] {
  const index = items.findIndex(({ seq }) => seq === messageSeq);
  const item = items[index];
  return item !== undefined && isMessage(item) ? items.with(index, change(item)) : items;
}

function asDeleted(message: Message): Message {
  return { ...message, content: "", media: [], mentions: [], reactions: [], pinned: false, deleted: true };
}

function reacted(state: RoomState, event: Extract<StoredEvent, { t: "reaction" }>): RoomState {
  const { messageSeq, emoji, count, userId, on } = event;
  const mine = userId === state.viewerId;
  const next = patch(state, messageSeq, null, (message) => ({
    ...message,
    reactions: withReaction(message.reactions, emoji, count, mine ? on : undefined),
  }));
  if (!mine) return next;
  const settled = (each: Change) => each.t === "react" && each.messageSeq === messageSeq && each.emoji === emoji;
  return { ...next, changes: next.changes.filter((each) => !settled(each)) };
}

/** Puts the absolute count of one emoji in place; `mine` is left as it is when undefined. */
export function withReaction(
  reactions: readonly MessageReaction[],
  emoji: string,
  count: number,
  mine: boolean | undefined,
): MessageReaction[] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if (count <= 0) return reactions.filter((reaction) => reaction !== known);
  const next = { emoji, count, mine: mine ?? known?.mine ?? false };
  return known === undefined ? [...reactions, next] : reactions.map((each) => (each === known ? next : each));
}

/** The message as it will be once the viewer's own changes have come through. */
export function asWanted(message: Message, changes: readonly Change[]): Message {
  return changes.reduce((shown, change) => {
    if (change.messageSeq !== shown.seq || shown.deleted) return shown;
    switch (change.t) {
      case "edit":
        return { ...shown, content: change.content, editedAt: shown.editedAt ?? shown.createdAt };
      case "delete":
        return asDeleted(shown);
      case "react": {
        const known = shown.reactions.find(({ emoji }) => emoji === change.emoji);
        if ((known?.mine ?? false) === change.on) return shown;
        const count = (known?.count ?? 0) + (change.on ? 1 : -1);
        return { ...shown, reactions: withReaction(shown.reactions, change.emoji, count, change.on) };
      }
    }
  }, message);
}

function counted({ memberCount }: RoomState, by: number): number | null {
  return memberCount === null ? null : Math.max(0, memberCount + by);
}

function withoutMember(state: RoomState, userId: string): RoomState {
  const present = new Set(state.present);
  present.delete(userId);
  const reads = new Map(state.reads);
  reads.delete(userId);
  return { ...state, present, reads };
}

function withRole(state: RoomState, { userId, role }: Extract<StoredEvent, { t: "role" }>): RoomState {
  const member = state.members.get(userId);
  const members =
    member === undefined ? state.members : new Map(state.members).set(userId, { ...member, roomRole: role });
  return { ...state, members, role: userId === state.viewerId ? role : state.role };
}

/** Applies an event without number: what is so now, and passes. */
export function applyPassing(state: RoomState, event: PassingEvent, now: number): RoomState {
  switch (event.t) {
    case "typing":
      if (event.userId === state.viewerId) return state;
      return { ...state, typing: new Map(state.typing).set(event.userId, now + typingMs) };
    case "read":
      if (event.userId === state.viewerId) return { ...state, readUpTo: Math.max(state.readUpTo, event.upTo) };
      return {
        ...state,
        reads: new Map(state.reads).set(event.userId, Math.max(event.upTo, state.reads.get(event.userId) ?? 0)),
      };
    case "settings":
      return { ...state, slowModeSeconds: event.slowModeSeconds };
    case "presence": {
      const present = new Set(state.present);
      if (event.state === "online") present.add(event.userId);
      else present.delete(event.userId);
      return { ...state, present };
    }
  }
}
