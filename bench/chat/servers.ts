/** The servers that are compared, each in a process of its own, with a crowd that can enter their rooms. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { type Crowd, makeCrowd, makeGroup, type Member } from "../../scripts/lib/crowd.ts";
import { startFreshSite } from "../../scripts/lib/fresh-site.ts";
import { root } from "../../scripts/lib/project.ts";
import { isPortFree } from "../../scripts/lib/port.ts";
import { Audience } from "./audience.ts";
import { type Dialect, socketIoDialect, stoaDialect } from "./dialects.ts";

export const serverNames = ["stoa", "socketIo"] as const;
export type ServerName = (typeof serverNames)[number];

export interface ChatServer {
  name: ServerName;
  pid: number;
  /** A new room of these people. Resolves to its name. */
  makeRoom(members: readonly Member[]): Promise<string>;
  /** One socket per member. */
  enter(room: string, members: readonly Member[]): Promise<Audience>;
  stop(): Promise<void>;
}

export interface Servers {
  stoa: ChatServer;
  socketIo: ChatServer;
  members: readonly Member[];
  stop(): Promise<void>;
}

/** Starts both, on `port` and the one after it, with `people` in their crowd. Data of an earlier run is thrown away. */
export async function startServers(port: number, people: number): Promise<Servers> {
  const folder = resolve(root, "dist/bench");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const site = await startFreshSite({ port, persistTo: resolve(folder, "state") });
  let peer: ChatServer | undefined;
  const stop = async () => {
    await Promise.all([site.kill(), peer?.stop()]);
  };
  try {
    const crowd = await makeCrowd(site.origin, people);
    peer = await startPeer(port + 1, resolve(folder, "socket-io.sqlite"));
    return { stoa: stoaServer(site, crowd), socketIo: peer, members: crowd.members, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Site = Awaited<ReturnType<typeof startFreshSite>>;

function stoaServer(site: Site, crowd: Crowd): ChatServer {
  // Not `localhost`, which is looked up anew for every socket.
  const dialect = stoaDialect(site.origin.replace("localhost", "127.0.0.1"));
  return {
    name: "stoa",
    pid: site.pid,
    // The administrator, who makes the group, is a member without a socket.
    makeRoom: (members) => makeGroup(crowd, "Benchmark", members),
    enter: (room, members) => Audience.open(dialect, room, members),
    stop: () => site.kill(),
  };
}

async function startPeer(port: number, file: string): Promise<ChatServer> {
  if (!(await isPortFree(port))) throw new Error(`port ${port} is in use`);
  const child = fork(resolve(root, "bench/peers/socket-io.ts"), [String(port), file]);
  const ended = once(child, "exit");
  const answer = await Promise.race([once(child, "message"), ended]);
  if (answer[0] !== "ready") throw new Error("the Socket.IO server ended before it was ready");
  const dialect: Dialect = socketIoDialect(`http://127.0.0.1:${port}`);
  let rooms = 0;
  return {
    name: "socketIo",
    pid: child.pid ?? 0,
    makeRoom: () => Promise.resolve(`room-${++rooms}`),
    enter: (room, members) => Audience.open(dialect, room, members),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
