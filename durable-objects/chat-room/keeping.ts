/** What a room keeps of its messages beside their rows, and how long: search, archive and retention, each behind a timer of its own. */
import type { TimerHandler, Timers } from "../kit/alarms.ts";
import { logError } from "../kit/log.ts";
import { Archive } from "./archive.ts";
import { Retention, retentionCutoff } from "./retention.ts";
import { MessageSearch, type WordQuery } from "./search.ts";
import { Segments } from "./segments.ts";
import type { RoomStorage } from "./storage.ts";
import type { Record, Turn } from "./turn.ts";

/**
 * `tidy` takes messages into the index, moves and rewrites segments; `purge` clears removed words out of the index; `retention` takes
 * away what is too old.
 */
export type KeepingTimer = "tidy" | "purge" | "retention";

/** Removed words stay in the index for so long at most, though nobody finds them: rewriting it for each would be dear. */
const purgeDelay = 3_600_000;

export interface KeepingParts {
  storage: RoomStorage;
  timers: Timers<KeepingTimer>;
  record: Record;
}

export class Keeping {
  readonly archive: Archive;
  readonly search: MessageSearch;
  readonly #retention: Retention;
  readonly #parts: KeepingParts;
  /** Whether the timer has been set since it last ran, so that messages in between need not set it again. */
  #isTidySet = false;

  constructor(disk: DurableObjectStorage, bucket: R2Bucket, parts: KeepingParts) {
    const { storage } = parts;
    this.#parts = parts;
    this.archive = new Archive(disk, new Segments(bucket, () => storage.row?.id ?? ""));
    this.search = new MessageSearch(disk);
    this.#retention = new Retention(disk, this.search);
  }

  /** Takes note of a change. Call it in the turn that makes it. */
  note({ outgoing, room }: Pick<Turn, "outgoing" | "room">): void {
    if (room.closedAt !== null) return this.#end();
    const changed: number[] = [];
    const removed: number[] = [];
    for (const { event } of outgoing) {
      if (event.t === "edited") this.search.replace(event.messageSeq, event.content);
      if (event.t === "edited") changed.push(event.messageSeq);
      if (event.t === "deleted") removed.push(event.messageSeq);
    }
    if (removed.length > 0) this.search.remove(removed);
    this.#rewritten([...changed, ...removed]);
    const hasWork = this.search.isBehind(room.seq) || this.archive.isDue(room.seq);
    if (!hasWork || this.#isTidySet) return;
    this.#isTidySet = true;
    this.#ensure("tidy");
  }

  /** What a query finds; what is not in the index yet is taken into it first. */
  readonly find = (query: WordQuery): number[] => {
    const newest = this.#parts.storage.room?.seq ?? 0;
    while (this.search.catchUp(newest));
    return this.search.find(query);
  };

  /** How long messages are kept may have changed, or older ones than before have come in. */
  retain(): void {
    const { storage, timers } = this.#parts;
    const { retentionDays = null } = storage.room ?? {};
    const moved = retentionDays === null ? timers.clear("retention") : timers.set("retention", Date.now());
    moved.catch(failed);
  }

  /** What the timers do. */
  handlers(): { [Timer in KeepingTimer]: TimerHandler } {
    return {
      tidy: async (now) => {
        const hasMore = await this.#tidy();
        this.#isTidySet = hasMore;
        return hasMore ? now : null;
      },
      purge: async () => {
        this.search.purge();
        return null;
      },
      retention: async (now) => this.#sweep(now),
    };
  }

  async #tidy(): Promise<boolean> {
    const { storage } = this.#parts;
    const { room, row } = storage;
    if (room !== null && this.search.catchUp(room.seq)) return true;
    // A room that ends while a segment is written has it erased in the next round.
    if (room !== null) return (await this.archive.tidy(room.seq)) || storage.room === null;
    if (row !== null) await this.archive.erase();
    return false;
  }

  /** Takes away what is too old; answers when to look again. */
  #sweep(now: number): number | null {
    const { storage, record } = this.#parts;
    const { retentionDays: days = null } = storage.room ?? {};
    if (days === null) return null;
    const { seqs, more } = record((turn) => {
      const swept = this.#retention.sweep(retentionCutoff(days, now));
      storage.members.forgetCached();
      if (swept.messages === 0) return swept;
      turn.releaseMedia(swept.withMedia);
      turn.room.deleted += swept.messages;
      turn.touchAll({ tellLarge: true });
      turn.touchRow();
      return swept;
    });
    this.#rewritten(seqs);
    return more ? now : this.#retention.nextSweep(days, now);
  }

  /** Words of these messages are gone or others now. */
  #rewritten(seqs: readonly number[]): void {
    if (seqs.length === 0) return;
    if (this.archive.touch(seqs)) this.#ensure("tidy");
    this.#ensure("purge", purgeDelay);
  }

  /** The room has ended: nothing is kept. The bucket is emptied by the timer, which does not give up. */
  #end(): void {
    this.search.clear();
    this.archive.forget();
    this.#ensure("tidy");
  }

  #ensure(timer: KeepingTimer, delay = 0): void {
    this.#parts.timers.ensure([timer], Date.now() + delay).catch(failed);
  }
}

function failed(error: unknown): void {
  logError("room.alarm-failed", error);
}
