/** The person's live sockets. They hibernate, so what is known of each lives in its attachment. */
import type { HubAnswer, HubEvent, HubFrame, Subject } from "../../contract/live/hub.ts";
import { closeCodes, type CloseReason, ping, pong, subprotocol } from "../../contract/live/protocol.ts";
import { coalesce, isWanted, type Watched } from "./events.ts";
import { Pace } from "./pace.ts";
import type { LiveConnection } from "./types.ts";

/** What is known of a socket. */
export interface Device extends Watched, Pick<LiveConnection, "sessionId" | "role" | "issuedAt"> {
  state: "online" | "away";
}

/** Most sockets of one person. */
export const maxDevices = 100;

export class Devices {
  readonly #ctx: DurableObjectState;
  readonly #paces = new WeakMap<WebSocket, { frames: Pace; bad: Pace }>();
  #gathered: HubEvent[] = [];
  #flush: Promise<void> | null = null;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(ping, pong));
  }

  /** Takes a socket; the other end is the body of the upgrade's answer. */
  accept({ sessionId, role, issuedAt }: LiveConnection, welcome: HubAnswer): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server);
    this.keep(server, { sessionId, role, issuedAt, state: "online", users: [], subjects: [], viewing: null });
    this.send(server, welcome);
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: { "Sec-WebSocket-Protocol": subprotocol },
    });
  }

  /** The sockets that are open. */
  open(): WebSocket[] {
    return this.#ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN);
  }

  list(): Device[] {
    return this.open().map((socket) => this.of(socket));
  }

  of(socket: WebSocket): Device {
    return socket.deserializeAttachment() as Device;
  }

  keep(socket: WebSocket, device: Device): void {
    socket.serializeAttachment(device);
  }

  /** Replaces what a device watches; answers what it did not watch before, people as `user:<id>`. */
  watch(socket: WebSocket, { users, subjects, viewing }: Extract<HubFrame, { t: "watch" }>): string[] {
    const before = this.of(socket);
    const after: Device = { ...before, users: [...new Set(users)], subjects: [...new Set(subjects)], viewing };
    this.keep(socket, after);
    const known = new Set(targetsOf(before));
    return targetsOf(after).filter((target) => !known.has(target));
  }

  send(socket: WebSocket, answer: HubAnswer): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(answer));
  }

  /** Tells every device what it wants of these events: one frame for all that gathers while storage is being written. */
  async tell(events: readonly HubEvent[]): Promise<void> {
    if (events.length === 0) return;
    this.#gathered.push(...events);
    this.#flush ??= this.#flushGathered();
    await this.#flush;
  }

  async #flushGathered(): Promise<void> {
    await this.#ctx.storage.sync();
    this.#flush = null;
    const gathered = coalesce(this.#gathered);
    this.#gathered = [];
    for (const socket of this.open()) {
      const device = this.of(socket);
      const wanted = gathered.filter((event) => isWanted(event, device));
      if (wanted.length > 0) this.send(socket, { t: "events", events: wanted });
    }
  }

  /** Counts a frame of a device; closes it and answers false when it sends too many. */
  allows(socket: WebSocket, kind: "frames" | "bad", now: number): boolean {
    const paces = this.#paces.get(socket) ?? { frames: new Pace(60, 2, now), bad: new Pace(20, 0.2, now) };
    this.#paces.set(socket, paces);
    if (paces[kind].take(now)) return true;
    this.close(socket, kind === "bad" ? "badFrames" : "flooding");
    return false;
  }

  close(socket: WebSocket, reason: CloseReason): void {
    socket.close(closeCodes[reason], reason);
  }

  /** Ends the devices of these sessions, telling them why. */
  end(hasEnded: (sessionId: string) => boolean): void {
    for (const socket of this.open()) {
      if (!hasEnded(this.of(socket).sessionId)) continue;
      this.send(socket, { t: "events", events: [{ t: "session", ended: true }] });
      this.close(socket, "sessionEnded");
    }
  }

  /** All that any device watches: people as `user:<id>`, subjects, and whether somebody has them open. */
  targets(): Map<string, { viewing: boolean }> {
    const targets = new Map<string, { viewing: boolean }>();
    for (const device of this.list()) {
      for (const target of targetsOf(device)) {
        const viewing = device.viewing === target || targets.get(target)?.viewing === true;
        targets.set(target, { viewing });
      }
    }
    return targets;
  }
}

function targetsOf({ users, subjects, viewing }: Watched): string[] {
  return [...new Set([...users.map((id) => `user:${id}`), ...subjects, ...(viewing === null ? [] : [viewing])])];
}

/** The parts of targets: ids of people, and subjects. */
export function partsOf(targets: Iterable<string>): { users: string[]; subjects: Subject[] } {
  const all = [...targets];
  return {
    users: all.filter((target) => target.startsWith("user:")).map((target) => target.slice("user:".length)),
    subjects: all.filter((target): target is Subject => !target.startsWith("user:")),
  };
}
