/** What a room looks like to one reader, and how each frame and each act changes it. Pure: what is to be done comes out as commands. */
import type { MemberCard, RoomAnswer, RoomEvent, RoomFrame, StoredEvent } from "../../../contract/live/room.ts";
import type { HistoryItem, HistoryPage, RoomRole } from "../../../contract/messages.ts";
import { applyPassing, applyStored, withoutHidden } from "./room-events.ts";
import { outgoing, type Pending, settle } from "./room-pending.ts";
import { type Stretch, withNewer, withOlder, withPast } from "./stretch.ts";

/** Changes of messages that the room has not told of yet; shown as if it had, and sent again after a loss. */
export type Change = Extract<RoomFrame, { t: "edit" | "delete" | "react" }>;

/** What stands in the room; `hidden` events only move the numbers on. */
export type Entry = Exclude<HistoryItem, { t: "hidden" }>;

/** `live`: welcomed, what is sent goes out. `lost`: comes back by itself. `removed`, `ended`: closed for good. */
export type RoomLink = "connecting" | "live" | "lost" | "offline" | "removed" | "ended";

/** The room's own stretch is the newest one, as it is after event `lastSeq`. */
export interface RoomState extends Stretch {
  readonly viewerId: string;
  readonly link: RoomLink;
  /** Whether a stretch of history is there. */
  readonly loaded: boolean;
  /** A stretch further back that is read instead, as it is after event `lastSeq` of the room; null for none. */
  readonly past: Stretch | null;
  /** The viewer's own messages that are not in `items` yet, in the order in which they were written. */
  readonly pending: readonly Pending[];
  readonly changes: readonly Change[];
  readonly members: ReadonlyMap<string, MemberCard>;
  readonly memberCount: number | null;
  readonly role: RoomRole | null;
  readonly present: ReadonlySet<string>;
  readonly readUpTo: number;
  /** Read cursors of others. */
  readonly reads: ReadonlyMap<string, number>;
  /** Who is typing, and until when that is believed (milliseconds since the epoch). */
  readonly typing: ReadonlyMap<string, number>;
  readonly mutedUntil: string | null;
  readonly slowModeSeconds: number;
  /** `since` of the last repair of a gap: a gap that stays after it is healed by reading the newest page. */
  readonly repairedAt: number | null;
  /** A hello is under way; what comes before its welcome and does not fit is repeated after it. */
  readonly awaiting: boolean;
}

export type Command =
  | { c: "frame"; frame: RoomFrame }
  /** Read the newest page over HTTP, then give it as `newest`. */
  | { c: "page" }
  /** The room refused this change. */
  | { c: "undo"; change: Change }
  /** Words for the person: something they did was refused. */
  | { c: "notice"; detail: string };

export type Input =
  | { i: "opened" }
  | { i: "link"; link: RoomLink }
  | { i: "answer"; answer: RoomAnswer; now: number }
  | { i: "newest"; page: HistoryPage }
  /** What stands before or after the stretch that is shown. */
  | { i: "older"; page: HistoryPage }
  | { i: "newer"; page: HistoryPage }
  /** Shows a stretch further back; null: the newest again. */
  | { i: "past"; past: Stretch | null }
  | { i: "write"; message: Pending }
  | { i: "retry"; id: string }
  | { i: "discard"; id: string }
  | { i: "change"; change: Change }
  | { i: "read"; upTo: number }
  | { i: "tick"; now: number };

export interface Step {
  state: RoomState;
  commands: Command[];
}

export function emptyRoom(viewerId: string, pending: readonly Pending[] = []): RoomState {
  return {
    viewerId,
    link: "connecting",
    loaded: false,
    items: [],
    firstSeq: 1,
    lastSeq: 0,
    atStart: false,
    past: null,
    pending,
    changes: [],
    members: new Map(),
    memberCount: null,
    role: null,
    present: new Set(),
    readUpTo: 0,
    reads: new Map(),
    typing: new Map(),
    mutedUntil: null,
    slowModeSeconds: 0,
    repairedAt: null,
    awaiting: false,
  };
}

const done = (state: RoomState, ...commands: Command[]): Step => ({ state, commands });
const frame = (frame: RoomFrame): Command => ({ c: "frame", frame });

export function step(state: RoomState, input: Input): Step {
  switch (input.i) {
    case "opened":
      return state.loaded ? hello(state) : done(state);
    case "link":
      return done(linkBecame(state, input.link));
    case "answer":
      return answered(state, input.answer, input.now);
    case "newest":
      return newestCame(state, input.page);
    case "older":
      return done(olderCame(state, input.page));
    case "newer":
      return done(state.past === null ? state : withPast(state, withNewer(state.past, input.page)));
    case "past":
      return done(pastCame(state, input.past));
    case "write":
      return write(state, input.message);
    case "retry":
      return retry(state, input.id);
    case "discard":
      return done({ ...state, pending: state.pending.filter(({ id }) => id !== input.id) });
    case "change":
      return change(state, input.change);
    case "read":
      return read(state, input.upTo);
    case "tick": {
      const typing = new Map([...state.typing].filter(([, until]) => until > input.now));
      return done(typing.size === state.typing.size ? state : { ...state, typing });
    }
  }
}

function hello(state: RoomState): Step {
  return done({ ...state, awaiting: true }, frame({ t: "hello", since: state.lastSeq }));
}

function linkBecame(state: RoomState, link: RoomLink): RoomState {
  if (state.link === link) return state;
  if (link === "live") return { ...state, link };
  return { ...state, link, awaiting: false, repairedAt: null, present: new Set(), typing: new Map() };
}

function answered(state: RoomState, answer: RoomAnswer, now: number): Step {
  switch (answer.t) {
    case "welcome":
      return welcomed(state, answer);
    case "reset":
      return done({ ...state, loaded: false, awaiting: false }, { c: "page" });
    case "ack":
      return done({ ...state, pending: settle(state.pending, answer.id, answer.seq, state.lastSeq) });
    case "events":
      return happened(state, answer.events, now);
    case "error":
      return refused(state, answer);
  }
}

function welcomed(state: RoomState, welcome: Extract<RoomAnswer, { t: "welcome" }>): Step {
  const members = new Map(state.members);
  for (const member of welcome.members) members.set(member.id, member);
  const next: RoomState = {
    ...state,
    link: "live",
    awaiting: false,
    members,
    memberCount: welcome.memberCount,
    role: welcome.role,
    present: new Set(welcome.present),
    reads: new Map(Object.entries(welcome.reads)),
    readUpTo: Math.max(state.readUpTo, welcome.readUpTo),
    mutedUntil: welcome.mutedUntil,
    slowModeSeconds: welcome.slowModeSeconds,
  };
  const unacknowledged = state.pending.filter((message) => message.state === "waiting").map(sendFrame);
  const unread = next.readUpTo > welcome.readUpTo ? [frame({ t: "read", upTo: next.readUpTo })] : [];
  return done(next, ...unacknowledged, ...state.changes.map(frame), ...unread);
}

function sendFrame(message: Pending): Command {
  return frame({ t: "send", ...outgoing(message) });
}

/** Applies what is next in order, skips what is known, and asks again from the first gap. */
function happened(before: RoomState, events: readonly RoomEvent[], now: number): Step {
  let state = before;
  for (const event of events) {
    if (!isStored(event)) state = applyPassing(state, event, now);
    else if (!state.loaded || event.seq <= state.lastSeq) continue;
    else if (event.seq === state.lastSeq + 1) state = applyStored(state, event);
    else return gap(state);
  }
  return done(state);
}

function isStored(event: RoomEvent): event is StoredEvent {
  return "seq" in event;
}

function gap(state: RoomState): Step {
  if (state.awaiting) return done(state);
  if (state.repairedAt === state.lastSeq) return done({ ...state, loaded: false, repairedAt: null }, { c: "page" });
  return hello({ ...state, repairedAt: state.lastSeq });
}

function refused(state: RoomState, { detail, id, messageSeq }: Extract<RoomAnswer, { t: "error" }>): Step {
  if (id !== undefined && state.pending.some((message) => message.id === id)) {
    const failed = (message: Pending): Pending =>
      message.id === id ? { ...message, state: "failed", reason: detail } : message;
    return done({ ...state, pending: state.pending.map(failed) });
  }
  // What was wanted of that message falls back to what the room says of it.
  const undone = state.changes.filter((each) => each.messageSeq === messageSeq);
  const changes = state.changes.filter((each) => each.messageSeq !== messageSeq);
  const undo = undone.map((each): Command => ({ c: "undo", change: each }));
  return done({ ...state, changes }, { c: "notice", detail }, ...undo);
}

function newestCame(state: RoomState, page: HistoryPage): Step {
  const lastSeq = page.lastSeq ?? 0;
  const stored = new Set(page.items.map((item) => ("id" in item ? item.id : null)));
  const next: RoomState = {
    ...state,
    loaded: true,
    items: withoutHidden(page.items),
    firstSeq: page.firstSeq ?? lastSeq + 1,
    lastSeq,
    atStart: page.firstSeq === null || page.firstSeq === 1,
    // What lay between was not told: the stretch further back may be out of date.
    past: null,
    pending: state.pending.filter(({ id, seq }) => !stored.has(id) && (seq === null || seq > lastSeq)),
  };
  const connected = state.link === "live" || state.link === "connecting";
  return connected ? hello(next) : done(next);
}

function olderCame(state: RoomState, page: HistoryPage): RoomState {
  if (!state.loaded) return state;
  return state.past === null ? withOlder(state, page) : { ...state, past: withOlder(state.past, page) };
}

function pastCame(state: RoomState, past: Stretch | null): RoomState {
  if (!state.loaded) return state;
  return past === null ? { ...state, past } : withPast(state, past);
}

function write(state: RoomState, message: Pending): Step {
  const next = { ...state, pending: [...state.pending, message] };
  return state.link === "live" ? done(next, sendFrame(message)) : done(next);
}

/** A message that is tried again goes to the end: what was written after it may be in the room by now. */
function retry(state: RoomState, id: string): Step {
  const message = state.pending.find((each) => each.id === id);
  if (message === undefined) return done(state);
  const rest = state.pending.filter((each) => each !== message);
  return write({ ...state, pending: rest }, { ...message, state: "waiting", reason: null });
}

function change(state: RoomState, wanted: Change): Step {
  const others = state.changes.filter((each) => !sameTarget(each, wanted));
  const next = { ...state, changes: [...others, wanted] };
  return state.link === "live" ? done(next, frame(wanted)) : done(next);
}

function sameTarget(a: Change, b: Change): boolean {
  if (a.t !== b.t || a.messageSeq !== b.messageSeq) return false;
  return a.t !== "react" || b.t !== "react" || a.emoji === b.emoji;
}

function read(state: RoomState, upTo: number): Step {
  if (upTo <= state.readUpTo) return done(state);
  const next = { ...state, readUpTo: upTo };
  return state.link === "live" ? done(next, frame({ t: "read", upTo })) : done(next);
}
