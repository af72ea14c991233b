/** What a room reads of its history over HTTP: the newest page, what lies further on both ways, and the place of a message. */
import { conversationsApi } from "../api/conversations.ts";
import { ApiError } from "../api/error.ts";
import { backoff } from "./backoff.ts";
import type { Input, RoomState } from "./room-state.ts";
import { shownStretch, type Stretch, stretchAround } from "./stretch.ts";

const atOnce = 50;

interface HistoryOptions {
  conversationId: string;
  /** The room opens around the message after this seq, where the newest page does not reach back to it. */
  openAfter: number | null;
  state: () => RoomState;
  give: (input: Input) => void;
  /** The first page cannot be read, and why; null: it could. It is tried again by itself. */
  onFailure: (failure: unknown) => void;
  /** The room does not know the reader, or is gone. */
  onRemoved: () => void;
}

export class RoomHistory {
  readonly #options: HistoryOptions;
  #running = false;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #older: Promise<void> | null = null;
  #newer: Promise<void> | null = null;
  /** Rises with every place that is asked for: the latest wish counts. */
  #wish = 0;
  #opened = false;

  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = true;
    this.#opened = false;
    void this.readNewest();
  }

  stop(): void {
    this.#running = false;
    this.#wish += 1;
    clearTimeout(this.#retry);
  }

  /** Tries to read the first page again after it failed. */
  readAgain(): void {
    this.#tries = 0;
    void this.readNewest();
  }

  /** Reads the newest page until it is there. */
  async readNewest(): Promise<void> {
    clearTimeout(this.#retry);
    const { give, onFailure, onRemoved } = this.#options;
    try {
      const { page, past } = await this.#readFirst();
      if (!this.#running) return;
      this.#tries = 0;
      this.#opened = true;
      onFailure(null);
      give({ i: "newest", page });
      if (past !== null) give({ i: "past", past });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!this.#running) return;
      if (error.status === 403 || error.status === 404) return onRemoved();
      onFailure(error);
      this.#retry = setTimeout(() => void this.readNewest(), 1_000 + backoff(this.#tries++));
    }
  }

  /** Reads on before what is shown; concurrent calls share one read. Errors: `ApiError`. */
  loadOlder(): Promise<void> {
    const { loaded } = this.#options.state();
    const { atStart } = this.#shown();
    if (!loaded || atStart) return Promise.resolve();
    this.#older ??= this.#readOlder().finally(() => {
      this.#older = null;
    });
    return this.#older;
  }

  /** Reads on after what is shown, where that is not the newest; concurrent calls share one read. Errors: `ApiError`. */
  loadNewer(): Promise<void> {
    if (this.#options.state().past === null) return Promise.resolve();
    this.#newer ??= this.#readNewer().finally(() => {
      this.#newer = null;
    });
    return this.#newer;
  }

  /** Shows the stretch in which a message stands. Errors: `ApiError`. */
  async show(messageSeq: number): Promise<void> {
    const wish = ++this.#wish;
    const { loaded, firstSeq } = this.#options.state();
    const shown = this.#shown();
    if (!loaded || (shown.firstSeq <= messageSeq && messageSeq <= shown.lastSeq)) return;
    if (messageSeq >= firstSeq) return this.showNewest();
    const past = await this.#around(messageSeq);
    if (wish === this.#wish) this.#options.give({ i: "past", past });
  }

  /** Goes back to the newest messages. */
  showNewest(): void {
    this.#wish += 1;
    this.#options.give({ i: "past", past: null });
  }

  #shown(): Stretch {
    return shownStretch(this.#options.state());
  }

  async #readFirst() {
    const { conversationId, openAfter } = this.#options;
    const newest = conversationsApi.messages(conversationId, { limit: atOnce });
    if (openAfter === null || this.#opened) return { page: await newest, past: null };
    const [page, past] = await Promise.all([newest, this.#around(openAfter)]);
    return { page, past: (page.firstSeq ?? 0) > openAfter + 1 ? past : null };
  }

  async #around(seq: number): Promise<Stretch> {
    const { conversationId } = this.#options;
    const [before, after] = await Promise.all([
      conversationsApi.messages(conversationId, { before: seq + 1, limit: atOnce }),
      conversationsApi.messages(conversationId, { after: seq, limit: atOnce }),
    ]);
    return stretchAround(seq, before, after);
  }

  async #readOlder(): Promise<void> {
    const before = this.#shown().firstSeq;
    const page = await conversationsApi.messages(this.#options.conversationId, { before, limit: atOnce });
    // Another stretch may be shown by now.
    if (this.#shown().firstSeq === before) this.#options.give({ i: "older", page });
  }

  async #readNewer(): Promise<void> {
    const after = this.#shown().lastSeq;
    const page = await conversationsApi.messages(this.#options.conversationId, { after, limit: atOnce });
    if (this.#shown().lastSeq === after) this.#options.give({ i: "newer", page });
  }
}
