/**
 * The way of a message into the room. Its media are claimed in D1 before it is stored, which takes a moment; what its sender sends
 * meanwhile waits behind it, so that their messages keep their order. Without media nothing waits.
 */
import type { NewMessage } from "../../contract/messages.ts";
import type { MediaFacts } from "../../r2/media-view.ts";
import { done, type Result } from "../kit/result.ts";
import type { References } from "./references.ts";
import type { Room } from "./room.ts";

/** A message on its way. */
export interface Sendable {
  senderId: string;
  isVisitor: boolean;
  message: NewMessage;
  /** Called once, with what the message's media are or why they cannot be had; must not throw. */
  store: (media: Result<MediaFacts[]>) => void;
}

const noMedia: Result<MediaFacts[]> = done([]);

export class Sending {
  readonly #room: Room;
  readonly #references: References;
  /** Messages of people who have one whose media are being claimed: that one first. */
  readonly #waiting = new Map<string, Sendable[]>();

  constructor(room: Room, references: References) {
    this.#room = room;
    this.#references = references;
  }

  /** Has a message stored: at once if it has no media and none of its sender's waits, else in its turn. */
  take(sendable: Sendable): void {
    const { senderId, message } = sendable;
    const before = this.#waiting.get(senderId);
    if (before !== undefined) before.push(sendable);
    else if (mediaOf(message).length === 0) sendable.store(noMedia);
    else void this.#serve(senderId, [sendable]);
  }

  /** As `take`; answers what `store` does. */
  post<Answer>(sendable: Omit<Sendable, "store">, store: (media: Result<MediaFacts[]>) => Answer): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    // Called at once, as every async function; what it throws is for whoever waits.
    const answer = async (media: Result<MediaFacts[]>) => store(media);
    this.take({ ...sendable, store: (media) => resolve(answer(media)) });
    return promise;
  }

  async #serve(senderId: string, waiting: Sendable[]): Promise<void> {
    this.#waiting.set(senderId, waiting);
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      await this.#send(next);
      waiting.shift();
    }
    this.#waiting.delete(senderId);
  }

  async #send({ senderId, isVisitor, message, store }: Sendable): Promise<void> {
    const party = this.#room.party(senderId, isVisitor);
    const mediaIds = mediaOf(message);
    if (mediaIds.length === 0 || party === null) return store(noMedia);
    // Nothing is claimed for what the room does not take, or has.
    const foreseen = this.#room.foresee(party, message);
    if (foreseen !== null) return store(foreseen.ok ? noMedia : foreseen);
    await this.#references.claim({ id: message.id, ownerId: senderId, mediaIds }, store);
  }
}

function mediaOf({ mediaIds = [] }: NewMessage): readonly string[] {
  return mediaIds;
}
