/**
 * The loss harness: clients chat in one room over real sockets while they are cut off at random and the server process is killed
 * with SIGKILL and started again on the same storage. What became of every message is judged by check.ts.
 */
import { setTimeout as wait } from "node:timers/promises";
import { resumeCap } from "../../contract/live/room.ts";
import { makeCrowd, makeGroup } from "../../scripts/lib/crowd.ts";
import { startFreshSite } from "../../scripts/lib/fresh-site.ts";
import { type HostOptions, type SpawnedHost, spawnHost } from "../../scripts/lib/host.ts";
import { check, type Violation } from "./check.ts";
import { ChatClient, type CutMoment, cutMoments } from "./client.ts";
import { readHistory } from "./http.ts";
import { newRandom, type Random } from "./random.ts";
import type { Line } from "./record.ts";
import { pause } from "./pause.ts";

export interface ChaosOptions {
  port: number;
  /** Folder of the site's data; thrown away first. */
  persistTo: string;
  clients: number;
  /** Messages of all clients together. */
  messages: number;
  kills: number;
  cuts: number;
  /** Clients that stay away, one at a time, until the room has gone further than it replays: they must page over HTTP. */
  absences: number;
  /** Chooses moments and victims. */
  seed: number;
  /** Messages of one client that wait for their acknowledgement. */
  inFlight?: number;
  /** Taken out, the run must go red. */
  resumes?: boolean;
  /** Fault points armed in the Worker. */
  faults?: string;
  onProgress?: (line: string) => void;
}

export interface ChaosReport {
  violations: Violation[];
  acknowledged: number;
  /** Stored events of the room, those of its making included. */
  events: number;
  kills: number;
  cuts: Record<CutMoment, number>;
  absences: number;
  connections: number;
  resent: number;
  gaps: number;
  resets: number;
  /** Of the chat itself, without building and setting up. */
  seconds: number;
}

/** Milliseconds without any acknowledgement after which a run is given up. */
const patience = 60_000;
/** Milliseconds that clients get to catch up once all is sent, and without anything new after which nothing is expected. */
const settling = 20_000;
const stillness = 3_000;

/** Runs on a fresh site. Throws when the site turns clients away or nothing moves any more. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { port, persistTo } = options;
  const host: HostOptions = { port, persistTo, vars: { FAULTS: options.faults ?? "" } };
  const site = { host, now: await startFreshSite(host) };
  try {
    return await chat(options, site);
  } finally {
    await site.now.kill();
  }
}

interface Site {
  host: HostOptions;
  now: SpawnedHost;
}

async function chat(options: ChaosOptions, site: Site): Promise<ChaosReport> {
  const { origin } = site.now;
  const crowd = await makeCrowd(origin, options.clients);
  const conversationId = await makeGroup(crowd, "Chaos", crowd.members);
  const random = newRandom(options.seed);
  const progress = new Progress();
  const clients = crowd.members.map(
    (member, index) =>
      new ChatClient({
        origin,
        conversationId,
        member,
        messages: share(options.messages, options.clients, index),
        inFlight: options.inFlight ?? 4,
        resumes: options.resumes ?? true,
        random,
        onAck: () => progress.advance(),
      }),
  );
  const started = performance.now();
  const running = Promise.all(clients.map((client) => client.run()));
  const disturbing = Promise.all([
    killAgainAndAgain(options, site, progress, random),
    cutAgainAndAgain(options, clients, progress, random),
    keepAway(options, clients, progress, random),
    progress.reached(options.messages),
  ]);
  let cuts: ChaosReport["cuts"];
  try {
    const stalled = failureOf(progress.stall(clients));
    [, cuts] = await Promise.race([disturbing, failureOf(running), stalled]);
    await untilSettled(clients);
  } finally {
    progress.end();
    for (const client of clients) client.stop();
  }
  const seconds = (performance.now() - started) / 1000;
  await running;

  const [reader] = crowd.members;
  if (!reader) throw new Error("a run needs a client");
  const history: Line[] = [];
  for await (const lines of readHistory(origin, reader, conversationId, 0)) history.push(...lines);
  const total = (name: keyof ChatClient["counts"]) => clients.reduce((sum, { counts }) => sum + counts[name], 0);
  return {
    violations: check(
      clients.map(({ record }) => record),
      history,
    ),
    acknowledged: progress.count,
    events: history.length,
    kills: options.kills,
    cuts,
    absences: options.absences,
    connections: total("connections"),
    resent: total("resent"),
    gaps: total("gaps"),
    resets: total("resets"),
    seconds,
  };
}

/** How many of `total` fall to one of `parts`. */
function share(total: number, parts: number, index: number): number {
  return Math.floor(((index + 1) * total) / parts) - Math.floor((index * total) / parts);
}

/** Never resolves; rejects when the promise does. */
async function failureOf(promise: Promise<unknown>): Promise<never> {
  await promise;
  return new Promise(() => undefined);
}

/** Counts acknowledged messages and wakes whoever waits for one of them. */
class Progress {
  count = 0;
  #movedAt = Date.now();
  #waiting: { count: number; wake: () => void }[] = [];
  readonly #ended = new AbortController();

  advance(): void {
    this.count++;
    this.#movedAt = Date.now();
    const due = this.#waiting.filter(({ count }) => count <= this.count);
    this.#waiting = this.#waiting.filter(({ count }) => count > this.count);
    for (const { wake } of due) wake();
  }

  reached(count: number): Promise<void> {
    if (count <= this.count) return Promise.resolve();
    return new Promise((wake) => this.#waiting.push({ count, wake }));
  }

  /** Rejects when nothing has moved for too long, saying how the clients stand. */
  async stall(clients: readonly ChatClient[]): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      if (Date.now() - this.#movedAt > patience) {
        const states = clients.map((client) => `  ${client.record.userId} ${client.describe()}`);
        throw new Error(`nothing was acknowledged for ${patience / 1000} s\n${states.join("\n")}`);
      }
      await pause(1_000, signal);
    }
  }

  end(): void {
    this.#ended.abort();
  }
}

/** The counts at which `times` disturbances happen: one in each equal part of the run, at a random place of it. */
function moments(times: number, messages: number, random: Random): number[] {
  const part = messages / times;
  return Array.from({ length: times }, (_, index) => Math.floor((index + random.between(0.05, 0.95)) * part));
}

async function killAgainAndAgain(options: ChaosOptions, site: Site, progress: Progress, random: Random): Promise<void> {
  for (const [index, moment] of moments(options.kills, options.messages, random).entries()) {
    await progress.reached(moment);
    await site.now.kill();
    site.now = await spawnHost(site.host);
    options.onProgress?.(`kill ${index + 1} of ${options.kills} after ${progress.count} messages`);
  }
}

async function cutAgainAndAgain(
  options: ChaosOptions,
  clients: readonly ChatClient[],
  progress: Progress,
  random: Random,
): Promise<Record<CutMoment, number>> {
  const counts: Record<CutMoment, number> = { now: 0, send: 0, ack: 0 };
  for (const moment of moments(options.cuts, options.messages, random)) {
    await progress.reached(moment);
    const victims = clients.filter((client) => client.live && !client.done);
    if (victims.length === 0) continue;
    const kind = random.pick(cutMoments);
    random.pick(victims).cut(kind);
    counts[kind]++;
  }
  return counts;
}

async function keepAway(
  options: ChaosOptions,
  clients: readonly ChatClient[],
  progress: Progress,
  random: Random,
): Promise<void> {
  const enough = resumeCap + 100;
  for (const moment of moments(options.absences, options.messages - options.absences * enough, random)) {
    await progress.reached(moment);
    const back = progress.reached(progress.count + enough);
    random.pick(clients).stayAway(back);
    await back;
  }
}

/**
 * Until every client shows the newest event, or nothing comes any more although all are connected: then what is missing will not
 * come, and the checker tells.
 */
async function untilSettled(clients: readonly ChatClient[]): Promise<void> {
  const target = Math.max(...clients.flatMap(({ record }) => record.acks.map(({ seq }) => seq)));
  const arrived = () => clients.reduce((sum, { record }) => sum + record.received.length, 0);
  const deadline = Date.now() + settling;
  let [before, movedAt] = [arrived(), Date.now()];
  while (Date.now() < deadline) {
    const areLive = clients.every((client) => client.live);
    if (areLive && clients.every((client) => client.newest >= target)) return;
    if (areLive && Date.now() - movedAt > stillness) return;
    await wait(100);
    if (arrived() !== before || !areLive) [before, movedAt] = [arrived(), Date.now()];
  }
}
