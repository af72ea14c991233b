/** What the parts of a page want to hear about, counted and merged into the one list that the hub keeps for a socket. */
import type { HubFrame, Subject } from "../../../contract/live/hub.ts";

export interface Interest {
  /** Ids of people whose presence is wanted. */
  users?: readonly string[];
  /** Things whose counts are wanted. */
  subjects?: readonly Subject[];
  /** The one thing that is open: its viewers are counted. The latest wins. */
  viewing?: Subject | null;
}

export type WatchFrame = Extract<HubFrame, { t: "watch" }>;

// The hub takes no more (contract/live/hub.ts); the newest interests are the ones on the screen.
const maxUsers = 100;
const maxSubjects = 50;

export class WatchList {
  readonly #interests = new Set<Interest>();

  /** Answers a function that takes the interest back. */
  add(interest: Interest): () => void {
    // A copy: the same object may be given twice.
    const mine = { ...interest };
    this.#interests.add(mine);
    return () => this.#interests.delete(mine);
  }

  frame(): WatchFrame {
    const all = [...this.#interests];
    return {
      t: "watch",
      users: newest(
        all.flatMap(({ users }) => users ?? []),
        maxUsers,
      ),
      subjects: newest(
        all.flatMap(({ subjects }) => subjects ?? []),
        maxSubjects,
      ),
      viewing: all.findLast(({ viewing }) => viewing != null)?.viewing ?? null,
    };
  }
}

function newest<V>(values: readonly V[], most: number): V[] {
  return [...new Set(values.toReversed())].slice(0, most).toReversed();
}
