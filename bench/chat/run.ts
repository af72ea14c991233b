/** The chat benchmark: both servers side by side, each measurement on one and at once on the other. */
import { setTimeout as wait } from "node:timers/promises";
import { percentile } from "../lib/statistics.ts";
import { usageOfTree } from "../lib/processes.ts";
import type { Audience } from "./audience.ts";
import { closedLoop, merge, openLoop, sendOne, type Window } from "./load.ts";
import { mostLatency, type Plan } from "./plan.ts";
import { type ServerName, serverNames, startServers, type Servers } from "./servers.ts";

type Both<Value> = Record<ServerName, Value>;

export interface ClosedCell {
  room: number;
  inFlight: number;
  windows: Both<Window>;
}

export interface OpenStep {
  rate: number;
  /** null where the server had failed at a lower rate. */
  windows: Both<Window | null>;
}

export interface IdleResult {
  sockets: number;
  /** Bytes of resident memory per idle socket. */
  memory: number;
  /** Milliseconds from the first message after the rest to its last delivery, one per room. */
  wake: number[];
}

export interface ChatResults {
  closed: ClosedCell[];
  unloaded: Both<Window>;
  /** Sockets in the room of the open loop. */
  openRoom: number;
  open: OpenStep[];
  idle: Both<IdleResult>;
  /** Sockets that the servers closed on their own. */
  dropped: Both<number>;
  seconds: number;
}

type Tell = (line: string) => void;

export async function runChatBenchmark(plan: Plan, port: number, tell: Tell): Promise<ChatResults> {
  const started = performance.now();
  const largest = Math.max(...plan.rooms);
  const servers = await startServers(port, largest);
  try {
    // First, while the servers hold no memory from other loads.
    const idle = await measureIdle(plan, servers, largest, tell);
    const closed: ClosedCell[] = [];
    let unloaded: Both<Window> | undefined;
    let open: OpenStep[] = [];
    const dropped: Both<number> = { stoa: 0, socketIo: 0 };
    for (const room of plan.rooms) {
      const audiences = await enter(servers, room);
      tell(`${room} sockets in a room of each server`);
      for (const inFlight of plan.inFlight) {
        const windows = await measureClosed(plan, servers, audiences, inFlight);
        closed.push({ room, inFlight, windows });
        tell(`  ${inFlight} in flight: ${serverNames.map((name) => describe(name, windows[name])).join("; ")}`);
      }
      if (room === plan.openRoom) {
        unloaded = await measureUnloaded(plan, servers, audiences);
        open = await measureOpen(plan, servers, audiences, tell);
      }
      for (const name of serverNames) {
        dropped[name] += audiences[name].dropped;
        await audiences[name].close();
      }
      await untilQuiet(servers);
    }
    if (!unloaded) throw new Error("the plan has no room for the open loop");
    const seconds = (performance.now() - started) / 1000;
    return { closed, unloaded, openRoom: plan.openRoom, open, idle, dropped, seconds };
  } finally {
    await servers.stop();
  }
}

async function enter(servers: Servers, room: number): Promise<Both<Audience>> {
  const members = servers.members.slice(0, room);
  const audiences = await inTurn(async (name) => {
    const server = servers[name];
    return server.enter(await server.makeRoom(members), members);
  });
  await untilQuiet(servers);
  return audiences;
}

/** Runs the same on each server in turn, so that a slow moment of the machine does not fall to one of them alone. */
async function inTurn<Value>(measure: (name: ServerName) => Promise<Value>): Promise<Both<Value>> {
  return { stoa: await measure("stoa"), socketIo: await measure("socketIo") };
}

async function measureClosed(plan: Plan, servers: Servers, audiences: Both<Audience>, inFlight: number) {
  const rounds: Both<Window>[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    rounds.push(await inTurn((name) => closedLoop(audiences[name], servers[name].pid, inFlight, plan.closed)));
  }
  return { stoa: merge(rounds.map(({ stoa }) => stoa)), socketIo: merge(rounds.map(({ socketIo }) => socketIo)) };
}

async function measureUnloaded({ unloaded }: Plan, servers: Servers, audiences: Both<Audience>) {
  return inTurn((name) => openLoop(audiences[name], servers[name].pid, unloaded.rate, unloaded.timing));
}

/** Raises the rate on each server until it has failed at one twice. */
async function measureOpen(plan: Plan, servers: Servers, audiences: Both<Audience>, tell: Tell): Promise<OpenStep[]> {
  const steps: OpenStep[] = [];
  const going = new Set<ServerName>(serverNames);
  for (const rate of plan.rates) {
    if (going.size === 0) break;
    const length = Math.max(plan.open.length, (plan.openMessages / rate) * 1000);
    const measure = (name: ServerName) =>
      openLoop(audiences[name], servers[name].pid, rate, { warmUp: plan.open.warmUp, length });
    const windows = await inTurn(async (name) => {
      if (!going.has(name)) return null;
      const first = await measure(name);
      if (holds(first)) return first;
      await untilQuiet(servers);
      // A hiccup of the machine is no limit of the server: a rate counts as failed when it fails twice.
      const second = await measure(name);
      if (!holds(second)) going.delete(name);
      await untilQuiet(servers);
      return second;
    });
    steps.push({ rate, windows });
    const described = serverNames.flatMap((name) => (windows[name] ? [describe(name, windows[name])] : []));
    tell(`  ${rate} messages per second: ${described.join("; ")}`);
  }
  return steps;
}

/** Whether a rate was held: nothing lost, and 99 of 100 messages with everybody in time. */
export function holds(window: Window): boolean {
  return percentile(window.latencies, 0.99) < mostLatency && percentile(window.latencies, 1) < Number.POSITIVE_INFINITY;
}

async function measureIdle(plan: Plan, servers: Servers, room: number, tell: Tell): Promise<Both<IdleResult>> {
  const members = servers.members.slice(0, room);
  const sockets = room * plan.idleRooms;
  const rooms = await inTurn((name) =>
    Promise.all(Array.from({ length: plan.idleRooms }, () => servers[name].makeRoom(members))),
  );
  await untilQuiet(servers);
  const memory = (name: ServerName) => usageOfTree(servers[name].pid).memory;
  const before = { stoa: memory("stoa"), socketIo: memory("socketIo") };
  const audiences = await inTurn(async (name) => {
    const entered: Audience[] = [];
    for (const each of rooms[name]) entered.push(await servers[name].enter(each, members));
    return entered;
  });
  tell(`${sockets} idle sockets on each server`);
  await wait(plan.idleMillis);
  const after = { stoa: memory("stoa"), socketIo: memory("socketIo") };
  const results = await inTurn(async (name) => {
    const wake: number[] = [];
    for (const audience of audiences[name]) wake.push(await sendOne(audience));
    await Promise.all(audiences[name].map((audience) => audience.close()));
    return { sockets, memory: (after[name] - before[name]) / sockets, wake };
  });
  await untilQuiet(servers);
  return results;
}

/** Until neither server has anything left to do: joins, goodbyes and projections are none of what is measured next. */
async function untilQuiet(servers: Servers): Promise<void> {
  const step = 250;
  const spent = () => serverNames.reduce((sum, name) => sum + usageOfTree(servers[name].pid).cpu, 0);
  for (let before = spent(), after; ; before = after) {
    await wait(step);
    after = spent();
    if (after - before < (step * 1000) / 10) return;
  }
}

function describe(name: ServerName, { deliveries, seconds, latencies, clientCpu }: Window): string {
  const share = Math.round(clientCpu / seconds / 10_000);
  return `${name} ${Math.round(deliveries / seconds)} deliveries per second, p99 ${percentile(latencies, 0.99).toFixed(1)} ms (client ${share} % of a core)`;
}
