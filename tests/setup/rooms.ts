/** Frames, pages and steps for tests of what a room looks like to one reader. */
import type { RoomAnswer, StoredEvent } from "../../contract/live/room.ts";
import type { HistoryPage, Message } from "../../contract/messages.ts";
import type { Pending } from "../../web/src/live/room-pending.ts";
import { type Command, emptyRoom, type Input, type RoomState, step } from "../../web/src/live/room-state.ts";

export const me = "ME";
export const now = 1_000_000;
export const at = "2026-03-04T09:12:00.000Z";

export function messageEvent(seq: number, part: Partial<Extract<StoredEvent, { t: "message" }>> = {}): StoredEvent {
  const content = `message ${seq}`;
  return {
    t: "message",
    seq,
    id: `id${seq}`,
    senderId: "ann",
    content,
    replyTo: null,
    media: [],
    mentions: [],
    createdAt: at,
    ...part,
  };
}

export function asMessage(event: StoredEvent): Message {
  if (event.t !== "message") throw new Error("no message");
  const { t: _, deleted = false, ...rest } = event;
  return { ...rest, reactions: [], pinned: false, editedAt: null, deleted };
}

export function pageOf(from: number, to: number): HistoryPage {
  const items = Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => asMessage(messageEvent(from + n)));
  return items.length === 0 ? { items, firstSeq: null, lastSeq: null } : { items, firstSeq: from, lastSeq: to };
}

export function pending(id: string, part: Partial<Pending> = {}): Pending {
  return {
    id,
    content: `words of ${id}`,
    replyTo: null,
    media: [],
    createdAt: at,
    state: "waiting",
    reason: null,
    seq: null,
    ...part,
  };
}

export function welcome(part: Partial<Extract<RoomAnswer, { t: "welcome" }>> = {}): Input {
  return answer({
    t: "welcome",
    seq: 0,
    role: "member",
    memberCount: 2,
    members: [],
    present: [],
    readUpTo: 0,
    reads: {},
    mutedUntil: null,
    slowModeSeconds: 0,
    ...part,
  });
}

export const answer = (answer: RoomAnswer): Input => ({ i: "answer", answer, now });
export const events = (...list: Extract<RoomAnswer, { t: "events" }>["events"]): Input =>
  answer({ t: "events", events: list });

/** Runs inputs one after the other; the state after the last, and all commands. */
export function run(state: RoomState, ...inputs: Input[]): { state: RoomState; commands: Command[] } {
  const commands: Command[] = [];
  let current = state;
  for (const input of inputs) {
    const next = step(current, input);
    current = next.state;
    commands.push(...next.commands);
  }
  return { state: current, commands };
}

/** A room with the messages 1 to `last`, welcomed. */
export function open(last: number, kept: Pending[] = []): RoomState {
  return run(emptyRoom(me, kept), { i: "newest", page: pageOf(1, last) }, { i: "opened" }, welcome({ seq: last }))
    .state;
}

export const seqs = (state: RoomState) => state.items.map(({ seq }) => seq);
export const frames = (commands: Command[]) =>
  commands.flatMap((command) => (command.c === "frame" ? [command.frame] : []));
