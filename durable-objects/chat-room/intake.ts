/** What comes in from sockets: each frame is read, paid for, decided upon and answered. Nothing here throws. */
import type { RoomFrame } from "../../contract/live/room.ts";
import { logError } from "../kit/log.ts";
import type { Result } from "../kit/result.ts";
import { faultTolerance, floodTolerance, greetingTolerance, isTolerated, passingTolerance } from "./abuse.ts";
import type { Allowances } from "./allowance.ts";
import type { Broadcast } from "./broadcast.ts";
import { type Named, namedIn, parseFrame } from "./frames.ts";
import type { Pace } from "./pace.ts";
import type { Party, Refusal } from "./permissions.ts";
import type { Room } from "./room.ts";
import type { Client, Sockets } from "./sockets.ts";
import type { CloseReason } from "../../contract/live/protocol.ts";

/** Frames that store something: each costs a token. */
type WritingFrame = Extract<RoomFrame, { t: "send" | "edit" | "delete" | "react" }>;

export interface IntakeParts {
  room: Room;
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
    try {
      this.#handle(client, parsed.frame, now);
    } catch (error) {
      this.#fail(client, parsed.frame, error);
    }
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
    const work = () => {
      try {
        this.#write(client, frame);
      } catch (error) {
        this.#fail(client, frame, error);
      }
    };
    this.#parts.allowances.spend(client.userId, work, (refusal) => this.#flooded(client, Date.now(), refusal, frame));
  }

  #write(client: Client, frame: WritingFrame): void {
    const { room, broadcast } = this.#parts;
    // Its session may have ended meanwhile. A client that went by itself still has its messages stored.
    if (client.isDropped) return;
    // Asked again, because the token may have taken its time.
    const party = room.party(client.userId, client.visitor);
    if (party === null) return this.#parts.drop(client, "removed", "no longer a member");
    const result = perform(room, party, frame);
    if (!result.ok) this.#refuse(client, result, namedIn(frame));
    else if (frame.t === "send" && result.value) broadcast.ack(client, frame.id, result.value.seq);
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

function perform(room: Room, party: Party, frame: WritingFrame): Result<{ seq: number } | void> {
  switch (frame.t) {
    case "send":
      return room.send(party, frame);
    case "edit":
      return room.edit(party, frame.messageSeq, frame.content);
    case "delete":
      return room.delete(party, frame.messageSeq);
    case "react":
      return room.react(party, frame.messageSeq, frame.emoji, frame.on);
  }
}
