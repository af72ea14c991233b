/** `npm run bench -- chat`: measures, prints the tables and keeps them in docs/benchmarks.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../scripts/lib/project.ts";
import { fullPlan, quickPlan } from "./chat/plan.ts";
import { describeChat } from "./chat/report.ts";
import { runChatBenchmark } from "./chat/run.ts";
import { describeMachine } from "./lib/machine.ts";
import { replaceSection } from "./lib/table.ts";

const usage = `Usage: npm run bench -- chat [flags]

  chat         chat rooms against a Socket.IO server, about 7 minutes on two cores
  --quick      a few short measurements, to see that it works; docs/benchmarks.md stays as it is
  --port N     port of the site (default 8882); the peer gets the next one
  --help       this text

Nothing else should run on the machine meanwhile.`;

const page = resolve(root, "docs/benchmarks.md");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    port: { type: "string", default: "8882" },
    help: { type: "boolean", default: false },
  },
});

if (values.help || positionals.length !== 1 || positionals[0] !== "chat" || !/^\d{1,5}$/.test(values.port)) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const plan = values.quick ? quickPlan : fullPlan;
const results = await runChatBenchmark(plan, Number(values.port), (line) => console.log(line));
const machine = describeMachine(["workerd", "miniflare", "socket.io", "ws"]);
const section = [
  `\`npm run bench -- chat\` on ${new Date().toISOString().slice(0, 10)}: ${machine.join("; ")}.`,
  describeChat(results),
].join("\n\n");
console.log(`\n${section}`);
if (!values.quick) writeFileSync(page, replaceSection(readFileSync(page, "utf8"), "chat", section));
