/** The results as tables: for the terminal and for docs/benchmarks.md. */
import { percentile } from "../lib/statistics.ts";
import { markdownTable } from "../lib/table.ts";
import type { Window } from "./load.ts";
import { mostLatency } from "./plan.ts";
import { type ChatResults, holds } from "./run.ts";
import { type ServerName, serverNames } from "./servers.ts";

const labels: Record<ServerName, string> = { stoa: "Stoa", socketIo: "Socket.IO" };
const none = "–";

const whole = (value: number) => Math.round(value).toLocaleString("en");
const tenths = (value: number) => value.toFixed(1);
const millis = (value: number) => (Number.isFinite(value) ? tenths(value) : "not delivered");
const times = (value: number) => `${value.toFixed(1)} ×`;
const perSecond = ({ deliveries, seconds }: Window) => deliveries / seconds;
const p = (window: Window, share: number) => percentile(window.latencies, share);

export function describeChat(results: ChatResults): string {
  return [
    "### Aims",
    aims(results),
    "### Closed loop",
    "Deliveries per second with so many messages in flight; milliseconds from send to last delivery; processor time of the server per delivery, in microseconds; the client's share of a core.",
    closed(results),
    "### Open loop",
    `Messages per second at fixed times into a room of ${results.openRoom} sockets, counted from when they were meant to leave. A rate is held when p99 to the last delivery stays under ${mostLatency} ms and nothing is missing; a rate that fails is tried once more, and after that the server is not asked for more.`,
    open(results),
    "### Idle sockets",
    idle(results),
    dropped(results),
  ].join("\n\n");
}

/** The highest rate up to which a server held every one. */
export function highestRate(steps: ChatResults["open"], name: ServerName): number {
  let highest = 0;
  for (const { rate, windows } of steps) {
    const window = windows[name];
    if (!window || !holds(window)) break;
    highest = rate;
  }
  return highest;
}

function aims(results: ChatResults): string {
  const [ours, theirs] = [highestRate(results.open, "stoa"), highestRate(results.open, "socketIo")];
  const rows: [string, string, string, number, (ratio: number) => boolean][] = [
    [
      `highest rate with p99 < ${mostLatency} ms`,
      `${ours} against ${theirs} per second`,
      "at least 4 ×",
      ours / theirs,
      (ratio) => ratio >= 4,
    ],
    ...results.closed
      .filter(({ room, inFlight }) => inFlight === 16 && room >= 300)
      .map(({ room, windows }): (typeof rows)[number] => [
        `deliveries, ${whole(room)} sockets, 16 in flight`,
        `${whole(perSecond(windows.stoa))} against ${whole(perSecond(windows.socketIo))} per second`,
        "at least 5 ×",
        perSecond(windows.stoa) / perSecond(windows.socketIo),
        (ratio) => ratio >= 5,
      ]),
    [
      "unloaded median",
      `${millis(p(results.unloaded.stoa, 0.5))} against ${millis(p(results.unloaded.socketIo, 0.5))} ms`,
      "at most 2 ×",
      p(results.unloaded.stoa, 0.5) / p(results.unloaded.socketIo, 0.5),
      (ratio) => ratio <= 2,
    ],
  ];
  return markdownTable(
    ["what", "Stoa against Socket.IO", "aim", "result", "reached"],
    rows.map(([what, values, aim, ratio, reached]) => [what, values, aim, times(ratio), reached(ratio) ? "yes" : "no"]),
  );
}

function closed({ closed: cells }: ChatResults): string {
  const rows = cells.flatMap(({ room, inFlight, windows }) =>
    serverNames.map((name) => {
      const window = windows[name];
      const ratio = perSecond(window) / perSecond(windows.socketIo);
      return [
        whole(room),
        whole(inFlight),
        labels[name],
        whole(perSecond(window)),
        name === "stoa" ? times(ratio) : none,
        millis(p(window, 0.5)),
        millis(p(window, 0.99)),
        tenths(window.serverCpu / window.deliveries),
        `${whole(window.clientCpu / window.seconds / 10_000)} %`,
      ];
    }),
  );
  const head = ["sockets", "in flight", "server", "deliveries/s", "ratio", "p50 ms", "p99 ms", "CPU µs", "client"];
  return markdownTable(head, rows);
}

function open({ open: steps, unloaded }: ChatResults): string {
  const cells = (window: Window | null) =>
    window
      ? [millis(p(window, 0.5)), millis(p(window, 0.99)), holds(window) ? "yes" : "no", share(window)]
      : [none, none, none, none];
  const rows = steps.map(({ rate, windows }) => [whole(rate), ...serverNames.flatMap((name) => cells(windows[name]))]);
  const first = ["unloaded", ...serverNames.flatMap((name) => cells(unloaded[name]))];
  const head = serverNames.flatMap((name) => [`${labels[name]} p50 ms`, "p99 ms", "held", "client"]);
  return markdownTable(["messages/s", ...head], [first, ...rows]);
}

const share = ({ clientCpu, seconds }: Window) => `${whole(clientCpu / seconds / 10_000)} %`;

function idle({ idle: measured }: ChatResults): string {
  const rows = serverNames.map((name) => {
    const { sockets, memory, wake } = measured[name];
    const woken = wake.filter(Number.isFinite).length;
    return [
      labels[name],
      whole(sockets),
      tenths(memory / 1024),
      `${woken} of ${wake.length}`,
      millis(percentile(wake, 0.5)),
      millis(percentile(wake, 1)),
    ];
  });
  const head = ["server", "sockets", "KiB per socket", "rooms that answered", "median ms", "slowest ms"];
  return markdownTable(head, rows);
}

function dropped({ dropped: counts, seconds }: ChatResults): string {
  const list = serverNames.map((name) => `${labels[name]} ${counts[name]}`).join(", ");
  return `Sockets that a server closed under load: ${list}. The whole run took ${whole(seconds)} s.`;
}
