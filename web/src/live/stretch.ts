/** Stretches of a room's history: the newest, which events make longer, and at most one further back, where somebody jumped to. */
import type { HistoryPage } from "../../../contract/messages.ts";
import { withoutHidden } from "./room-events.ts";
import type { Entry, RoomState } from "./room-state.ts";

/** Everything from `firstSeq` to `lastSeq` is in `items`. */
export interface Stretch {
  readonly items: readonly Entry[];
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Nothing lies before `firstSeq`. */
  readonly atStart: boolean;
}

/** The stretch that is read: the one further back while there is one, else the newest. */
export function shownStretch(state: RoomState): Stretch {
  return state.past ?? state;
}

/** Two pages that meet: what stands up to `seq`, and what comes after it. */
export function stretchAround(seq: number, before: HistoryPage, after: HistoryPage): Stretch {
  return {
    items: withoutHidden([...before.items, ...after.items]),
    firstSeq: before.firstSeq ?? seq + 1,
    lastSeq: after.lastSeq ?? seq,
    atStart: before.firstSeq === null || before.firstSeq === 1,
  };
}

/** A stretch with the page before it. */
export function withOlder<S extends Stretch>(stretch: S, page: HistoryPage): S {
  if (page.firstSeq === null) return { ...stretch, atStart: true };
  const items = withoutHidden(page.items).filter(({ seq }) => seq < stretch.firstSeq);
  const firstSeq = Math.min(stretch.firstSeq, page.firstSeq);
  return { ...stretch, items: [...items, ...stretch.items], firstSeq, atStart: firstSeq === 1 };
}

/** A stretch with the page after it. */
export function withNewer(stretch: Stretch, page: HistoryPage): Stretch {
  if (page.lastSeq === null) return stretch;
  const items = withoutHidden(page.items).filter(({ seq }) => seq > stretch.lastSeq);
  return { ...stretch, items: [...stretch.items, ...items], lastSeq: Math.max(stretch.lastSeq, page.lastSeq) };
}

/** The room with this stretch shown; where it reaches the newest one the two become one. */
export function withPast(state: RoomState, past: Stretch): RoomState {
  if (past.lastSeq + 1 < state.firstSeq) return { ...state, past };
  const items = past.items.filter(({ seq }) => seq < state.firstSeq);
  const firstSeq = Math.min(past.firstSeq, state.firstSeq);
  const atStart = past.firstSeq <= state.firstSeq ? past.atStart : state.atStart;
  return { ...state, past: null, items: [...items, ...state.items], firstSeq, atStart };
}
