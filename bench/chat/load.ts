/** The two kinds of load, and what is measured of them. */
import { setTimeout as wait } from "node:timers/promises";
import { usageOfTree } from "../lib/processes.ts";
import type { Audience } from "./audience.ts";
import { Tally } from "./tally.ts";

/** What a stretch of load came to. Windows of the same load can be merged. */
export interface Window {
  seconds: number;
  deliveries: number;
  /** Milliseconds from send to last delivery, infinite for what did not arrive. */
  latencies: number[];
  /** Microseconds of processor time. */
  serverCpu: number;
  clientCpu: number;
}

export interface Timing {
  /** Milliseconds before the window, and of it. */
  warmUp: number;
  length: number;
}

/** Numbers are never used twice, so that a late delivery cannot be taken for another message's. */
let nextNumber = 1;

/** Milliseconds that messages get to arrive after the window; then they count as lost. */
const grace = 3_000;

/** `inFlight` messages are always under way: when one has reached everybody, the next is sent. Throws when one does not arrive. */
export async function closedLoop(audience: Audience, pid: number, inFlight: number, timing: Timing): Promise<Window> {
  let going = true;
  const tally = new Tally(audience.size, nextNumber, () => going && sendNext());
  const sendNext = () => audience.send(tally.begin(performance.now()));
  audience.onDelivery = (number, at) => tally.deliver(number, at);
  for (let index = 0; index < inFlight; index++) sendNext();
  await wait(timing.warmUp);
  const { from, to, ...window } = await observe(tally, pid, timing.length);
  going = false;
  await untilDone(tally);
  if (!tally.allDone) throw new Error(`messages did not arrive; ${audience.dropped} sockets were dropped`);
  return { ...window, latencies: tally.latenciesDone(from, to) };
}

/** Sends one message. Resolves to the milliseconds until everybody has it, infinite when that takes too long. */
export async function sendOne(audience: Audience): Promise<number> {
  const tally = new Tally(audience.size, nextNumber);
  audience.onDelivery = (number, at) => tally.deliver(number, at);
  audience.send(tally.begin(performance.now()));
  await untilDone(tally);
  return tally.latenciesSent(0, Number.POSITIVE_INFINITY)[0] ?? Number.POSITIVE_INFINITY;
}

/**
 * Messages leave at fixed times, `rate` per second, whether or not earlier ones have arrived; each counts from the time at which it
 * was meant to leave, so that a server that falls behind cannot hide it (coordinated omission).
 */
export async function openLoop(audience: Audience, pid: number, rate: number, timing: Timing): Promise<Window> {
  const tally = new Tally(audience.size, nextNumber);
  audience.onDelivery = (number, at) => tally.deliver(number, at);
  const start = performance.now();
  const planned = ((timing.warmUp + timing.length) * rate) / 1000;
  const sending = (async () => {
    while (tally.started < planned) {
      const due = Math.min(planned, ((performance.now() - start) * rate) / 1000);
      while (tally.started < due) audience.send(tally.begin(start + (tally.started * 1000) / rate));
      await wait(1);
    }
  })();
  await wait(timing.warmUp);
  const { from: _from, to: _to, ...window } = await observe(tally, pid, timing.length);
  await sending;
  await untilDone(tally);
  const from = start + timing.warmUp;
  return { ...window, latencies: tally.latenciesSent(from, from + timing.length) };
}

async function observe(tally: Tally, pid: number, length: number) {
  const before = { deliveries: tally.deliveries, server: usageOfTree(pid).cpu, client: process.cpuUsage() };
  const from = performance.now();
  await wait(length);
  const to = performance.now();
  const client = process.cpuUsage(before.client);
  return {
    from,
    to,
    seconds: (to - from) / 1000,
    deliveries: tally.deliveries - before.deliveries,
    serverCpu: usageOfTree(pid).cpu - before.server,
    clientCpu: client.user + client.system,
  };
}

async function untilDone(tally: Tally): Promise<void> {
  nextNumber += tally.started;
  const deadline = performance.now() + grace;
  while (!tally.allDone && performance.now() < deadline) await wait(10);
}

export function merge(windows: readonly Window[]): Window {
  const sum = (key: "seconds" | "deliveries" | "serverCpu" | "clientCpu") =>
    windows.reduce((total, window) => total + window[key], 0);
  return {
    seconds: sum("seconds"),
    deliveries: sum("deliveries"),
    serverCpu: sum("serverCpu"),
    clientCpu: sum("clientCpu"),
    latencies: windows.flatMap(({ latencies }) => latencies),
  };
}
