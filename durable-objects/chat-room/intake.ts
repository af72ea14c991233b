/** What comes in from sockets: each frame is read, paid for, decided upon and answered. Nothing here throws. */
import type { RoomFrame } from "../../contract/live/room.ts";
import type { MediaFacts } from "../../r2/media-view.ts";
import { logError } from "../kit/log.ts";
import type { Result } from "../kit/result.ts";
import { faultTolerance, floodTolerance, greetingTolerance, isTolerated, passingTolerance } from "./abuse.ts";
import type { Allowances } from "./allowance.ts";
import type { Broadcast } from "./broadcast.ts";
import { type Named, namedIn, parseFrame } from "./frames.ts";
import type { Pace } from "./pace.ts";
import type { Party, Refusal } from "./permissions.ts";
import type { Room } from "./room.ts";
import type { Sending } from "./sending.ts";
import type { Client, Sockets } from "./sockets.ts";
import type { CloseReason } from "../../contract/live/protocol.ts";

/** Frames that store something: each costs a token. */
type WritingFrame = Extract<RoomFrame, { t: "send" | "edit" | "delete" | "react" }>;
type SendFrame = Extract<RoomFrame, { t: "send" }>;

export interface IntakeParts {
  room: Room;
  sending: Sending;
  sockets: Sockets;
  broadcast: Broadcast;
  pace: Pace;
  allowances: Allowances;
  /** Closes a client's socket. */
  drop: (client: Client, reason: CloseReason, words: string) => void;
  /** Tells the others where a member has read up to. */
  tellRead: (party: Party, upTo: number) => void;
}

export class Intake {
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** Takes one frame, when the room's pace lets it. */
  take(client: Client, data: string | ArrayBuffer): void {
    const now = Date.now();
    this.#parts.sockets.hear(client, now);
    this.#parts.pace.run(() => this.#read(client, data, now));
  }

  #read(client: Client, data: string | ArrayBuffer, now: number): void {
    // Closed from here since the frame came.
    if (this.#parts.sockets.of(client.socket) === null) return;
    const parsed = parseFrame(data);
    if (!parsed.ok) {
      this.#refuse(client, parsed, parsed.about);
      if (!isTolerated(client.faults, faultTolerance, now))
        this.#parts.drop(client, "badFrames", "too many bad frames");
      return;
    }
    this.#guard(client, parsed.frame, () => this.#handle(client, parsed.frame, now));
  }

  #handle(client: Client, frame: RoomFrame, now: number): void {
    const { room, broadcast } = this.#parts;
    const party = room.party(client.userId, client.visitor);
    if (party === null) return this.#parts.drop(client, "removed", "no longer a member");
    switch (frame.t) {
      case "hello":
        if (!isTolerated(client.greetings, greetingTolerance, now)) return this.#flooded(client, now);
        return broadcast.greet(client, frame.since);
      case "typing":
        if (!isTolerated(client.passings, passingTolerance, now)) return this.#flooded(client, now);
        if (room.mayWrite(party)) broadcast.pass({ t: "typing", userId: party.userId });
        return;
      case "read":
        if (!isTolerated(client.passings, passingTolerance, now)) return this.#flooded(client, now);
        return this.#moveCursor(party, frame.upTo);
      default:
        return this.#spend(client, frame);
    }
  }

  #moveCursor(party: Party, upTo: number): void {
    const moved = this.#parts.room.read(party, upTo);
    if (moved !== null) this.#parts.tellRead(party, moved);
  }

  #spend(client: Client, frame: WritingFrame): void {
    const work = () => this.#guard(client, frame, () => this.#write(client, frame));
    this.#parts.allowances.spend(client.userId, work, (refusal) => this.#flooded(client, Date.now(), refusal, frame));
  }

  #write(client: Client, frame: WritingFrame): void {
    const { room, sending } = this.#parts;
    if (frame.t !== "send") return this.#perform(client, frame, (party) => perform(room, party, frame));
    const store = (media: Result<MediaFacts[]>) => this.#guard(client, frame, () => this.#send(client, frame, media));
    sending.take({ senderId: client.userId, isVisitor: client.visitor, message: frame, store });
  }

  #send(client: Client, frame: SendFrame, media: Result<MediaFacts[]>): void {
    const { room, broadcast } = this.#parts;
    this.#perform(client, frame, (party) => {
      const sent = room.send(party, frame, media);
      if (sent.ok) broadcast.ack(client, frame.id, sent.value.seq);
      return sent;
    });
  }

  #perform(client: Client, frame: WritingFrame, work: (party: Party) => Result<unknown>): void {
    // Its session may have ended meanwhile. A client that went by itself still has its messages stored.
    if (client.isDropped) return;
    // Asked again, because the token, or the media, may have taken their time.
    const party = this.#parts.room.party(client.userId, client.visitor);
    if (party === null) return this.#parts.drop(client, "removed", "no longer a member");
    const result = work(party);
    if (!result.ok) this.#refuse(client, result, namedIn(frame));
  }

  #guard(client: Client, frame: RoomFrame, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(client, frame, error);
    }
  }

  /** Too much of something: refused, and if it does not end the socket closes. */
  #flooded(client: Client, now: number, refusal: Refusal = slowDown, frame?: WritingFrame): void {
    this.#refuse(client, refusal, namedIn(frame));
    if (!isTolerated(client.floods, floodTolerance, now)) this.#parts.drop(client, "flooding", "too much at once");
  }

  #refuse(client: Client, { code, detail }: Refusal, about: Named): void {
    this.#parts.broadcast.answer(client, { t: "error", code, detail, ...about });
  }

  #fail(client: Client, frame: RoomFrame, error: unknown): void {
    logError("room.frame-failed", error, { frame: frame.t });
    this.#refuse(client, { code: "internal", detail: "Something went wrong. Try again." }, namedIn(frame));
  }
}

const slowDown: Refusal = { code: "rate_limited", detail: "That was a lot in a short time. Slow down." };

function perform(room: Room, party: Party, frame: Exclude<WritingFrame, SendFrame>): Result<void> {
  switch (frame.t) {
    case "edit":
      return room.edit(party, frame.messageSeq, frame.content);
    case "delete":
      return room.delete(party, frame.messageSeq);
    case "react":
      return room.react(party, frame.messageSeq, frame.emoji, frame.on);
  }
}
