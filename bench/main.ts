/** `npm run bench -- chat`, `-- media` or `-- video`: measures, prints the tables and keeps them in docs/benchmarks.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../scripts/lib/project.ts";
import * as chat from "./chat/plan.ts";
import { describeChat } from "./chat/report.ts";
import { runChatBenchmark } from "./chat/run.ts";
import { describeMachine } from "./lib/machine.ts";
import { replaceSection } from "./lib/table.ts";
import * as media from "./media/plan.ts";
import { describeMedia } from "./media/report.ts";
import { runMediaBenchmark } from "./media/run.ts";
import * as video from "./video/run.ts";

const usage = `Usage: npm run bench -- chat|media|video [flags]

  chat         chat rooms against a Socket.IO server, about 7 minutes on two cores
  media        uploads, variants, a feed of pictures, large videos, about 4 minutes on two cores
  video        films that a browser makes smaller before it sends them, about 4 minutes on two cores
  --quick      a few short measurements, to see that it works; docs/benchmarks.md stays as it is
  --port N     port of the site (default 8882); the peer of chat gets the next one
  --help       this text

Nothing else should run on the machine meanwhile.`;

interface Benchmark {
  /** Packages whose versions matter. */
  packages: readonly string[];
  /** Measures and describes. */
  run: (quick: boolean, port: number, tell: (line: string) => void) => Promise<string>;
}

const benchmarks: Record<string, Benchmark> = {
  chat: {
    packages: ["workerd", "miniflare", "socket.io", "ws"],
    run: async (quick, port, tell) =>
      describeChat(await runChatBenchmark(quick ? chat.quickPlan : chat.fullPlan, port, tell)),
  },
  media: {
    packages: ["workerd", "miniflare", "sharp"],
    run: async (quick, port, tell) =>
      describeMedia(await runMediaBenchmark(quick ? media.quickPlan : media.fullPlan, port, tell)),
  },
  video: {
    packages: ["mediabunny", "playwright-core"],
    run: (quick, port, tell) => video.runVideoBenchmark(quick ? video.quickPlan : video.fullPlan, port, tell),
  },
};

const page = resolve(root, "docs/benchmarks.md");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    port: { type: "string", default: "8882" },
    help: { type: "boolean", default: false },
  },
});

const [name = "", ...more] = positionals;
const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (values.help || !benchmark || more.length > 0 || !/^\d{1,5}$/.test(values.port)) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const tables = await benchmark.run(values.quick, Number(values.port), (line) => console.log(line));
const machine = describeMachine(benchmark.packages);
const section = [
  `\`npm run bench -- ${name}\` on ${new Date().toISOString().slice(0, 10)}: ${machine.join("; ")}.`,
  tables,
].join("\n\n");
console.log(`\n${section}`);
if (!values.quick) writeFileSync(page, replaceSection(readFileSync(page, "utf8"), name, section));
