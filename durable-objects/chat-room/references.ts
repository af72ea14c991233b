/**
 * References in D1 to the media of messages. They are made before a message is stored and go after it is removed, so that at any
 * moment what the room shows may be read. What may be in D1 for a message that is not in the room stands in `loose_references`.
 */
import { newId } from "../../contract/ids.ts";
import { type Database, openDatabase } from "../../db/client.ts";
import { claimReferences, eraseReleased, type Released, releaseReferences } from "../../db/media-refs.ts";
import type { MediaFacts } from "../../r2/media-view.ts";
import type { ObjectsEnv } from "../env.ts";
import type { Timers } from "../kit/alarms.ts";
import { logError } from "../kit/log.ts";
import { done, refused, type Result } from "../kit/result.ts";
import type { LooseReference, ReferenceStorage } from "./reference-storage.ts";
import { wakeEffects, wakeUpGrace } from "./wake.ts";

/** Milliseconds after which a message that was about to be stored has been, or never will: longer than D1 takes to answer. */
const claimsLast = 60_000;
/** Messages whose references go in one batch, so that freeing what they showed is a bounded piece of work. */
const batch = 20;
/** Milliseconds after which the timer looks at what is not done by then. */
const pause = 1_000;

export interface ReferencesParts {
  storage: ReferenceStorage;
  env: Pick<ObjectsEnv, "DB" | "EFFECTS">;
  timers: Timers<"references">;
  /** The conversation. */
  roomId: () => string;
}

export class References {
  readonly #parts: ReferencesParts;
  #database: Database | null = null;
  /** Messages that are about to be stored. */
  readonly #claiming = new Set<string>();
  /** Messages whose references are on their way out. */
  #releasing: ReadonlySet<string> = new Set();
  #running: Promise<void> | null = null;

  constructor(parts: ReferencesParts) {
    this.#parts = parts;
  }

  /**
   * Claims media for a message of their owner, and has it stored with their facts, in the order of the ids. `store` is told
   * `validation_failed` when one of them is somebody else's, not ready or not there; it must not throw. What was claimed for a message
   * that is not stored then is let go of.
   */
  async claim(
    message: { id: string; ownerId: string; mediaIds: readonly string[] },
    store: (claimed: Result<MediaFacts[]>) => void,
  ): Promise<void> {
    const { id } = message;
    if (this.#claiming.has(id)) return store(refused("conflict", "Another message has this id."));
    this.#claiming.add(id);
    if (this.#releasing.has(id)) await Promise.allSettled([this.#running]);
    const claimed = await this.#claim(message);
    store(claimed ?? refused("overloaded", "Attachments cannot be taken right now. Try again."));
    this.#claiming.delete(id);
    // What D1 did without answering is not known before it has had its time.
    if (claimed !== null && this.#parts.storage.abandon(id, Date.now())) this.begin();
  }

  /** Sees to it that the timer stands when the room wakes up with something to let go of. */
  async wake(): Promise<void> {
    const next = this.#parts.storage.nextDue();
    if (next !== null) await this.#parts.timers.ensure(["references"], next);
  }

  /** There is something to let go of: at once, and by the timer if that fails. Call it in the turn of the write. */
  begin(): void {
    this.#parts.timers.set("references", Date.now() + pause).catch(unarmed);
    this.release().catch((error: unknown) => logError("room.release-failed", error));
  }

  /** Lets go of all that is due; for the timer. Answers when there is more. */
  async fire(): Promise<number | null> {
    await this.release();
    const next = this.#parts.storage.nextDue();
    return next === null ? null : Math.max(next, Date.now() + pause);
  }

  /** Lets go of all that is due now. */
  async release(): Promise<void> {
    // What is under way may have read too early; whether it failed is for its own caller.
    while (this.#running !== null) await Promise.allSettled([this.#running]);
    this.#running = this.#releaseDue().finally(() => {
      this.#running = null;
      this.#releasing = new Set();
    });
    await this.#running;
  }

  /** null: D1 did not answer. */
  async #claim({ id, ownerId, mediaIds }: { id: string; ownerId: string; mediaIds: readonly string[] }) {
    const { storage, timers, roomId } = this.#parts;
    const dueAt = Date.now() + claimsLast;
    storage.claim(id, dueAt);
    timers.ensure(["references"], dueAt).catch(unarmed);
    try {
      const claim = { ownerId, mediaIds, kind: "message", subjectId: roomId(), itemId: id } as const;
      const [, , rows] = await this.#open().batch([...claimReferences(this.#open(), claim)]);
      const found = new Map(rows.map((row) => [row.id, row]));
      const missing = mediaIds.findIndex((mediaId) => !found.has(mediaId));
      return missing === -1 ? done(mediaIds.flatMap((mediaId) => found.get(mediaId) ?? [])) : notTheirs(missing);
    } catch (error) {
      logError("room.claim-failed", error);
      return null;
    }
  }

  async #releaseDue(): Promise<void> {
    const { storage } = this.#parts;
    for (;;) {
      const due = storage.due(Date.now(), batch).filter(({ messageId }) => !this.#claiming.has(messageId));
      if (due.length === 0) return;
      this.#releasing = new Set(due.map(({ messageId }) => messageId));
      await this.#releaseThese(due);
      storage.forget([...this.#releasing]);
    }
  }

  async #releaseThese(due: readonly LooseReference[]): Promise<void> {
    const removed = this.#released(due.filter(({ erases }) => erases === 1));
    const abandoned = this.#released(due.filter(({ erases }) => erases === 0));
    const now = Date.now();
    const effect = { id: newId(now), now, dueAt: now + wakeUpGrace };
    const database = this.#open();
    await database.batch([
      eraseReleased(database, removed, effect),
      releaseReferences(database, removed),
      releaseReferences(database, abandoned),
    ]);
    if (removed.itemIds.length > 0) await wakeEffects(this.#parts.env, [effect.id]);
  }

  #released(references: readonly LooseReference[]): Released {
    const itemIds = references.map(({ messageId }) => messageId);
    return { kinds: ["message", "conversation"], subjectId: this.#parts.roomId(), itemIds };
  }

  #open(): Database {
    this.#database ??= openDatabase(this.#parts.env.DB);
    return this.#database;
  }
}

function notTheirs(index: number): Result<never> {
  const message = "must be one of your own files that is ready";
  return {
    ...refused("validation_failed", `mediaIds.${index} ${message}.`),
    fields: [{ path: `mediaIds.${index}`, message }],
  };
}

function unarmed(error: unknown): void {
  logError("room.alarm-failed", error);
}
