/** `npm run test:chaos`: the loss harness at full size. Ends with code 1 when a promise was broken. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../scripts/lib/project.ts";
import { type ChaosOptions, runChaos } from "./run.ts";
import { describeReport } from "./show.ts";

const usage = `Usage: npm run test:chaos [-- flags]

  --messages N   messages in all (default 10000)
  --clients N    clients that send them (default 20)
  --kills N      times the server process is killed and started again (default 20)
  --cuts N       times a client is cut off (default one in 20 messages)
  --absences N   clients that stay away until they must page over HTTP (default one in 3000 messages)
  --seed N       repeats the random choices of an earlier run, though not its timing
  --port N       port of the site (default 8880)
  --help         this text`;

const number = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    messages: { ...number, default: "10000" },
    clients: { ...number, default: "20" },
    kills: { ...number, default: "20" },
    cuts: number,
    absences: number,
    seed: { ...number, default: String(Date.now() % 1_000_000) },
    port: { ...number, default: "8880" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  console.log(usage);
  process.exit(0);
}

const messages = count("messages", values.messages);
const options: ChaosOptions = {
  port: count("port", values.port),
  persistTo: resolve(root, "dist/chaos/state"),
  messages,
  clients: count("clients", values.clients),
  kills: count("kills", values.kills),
  cuts: values.cuts === undefined ? Math.ceil(messages / 20) : count("cuts", values.cuts),
  absences: values.absences === undefined ? Math.floor(messages / 3000) : count("absences", values.absences),
  seed: count("seed", values.seed),
  onProgress: (line) => console.log(`  ${line}`),
};
if (options.absences > messages / 3_000) fail("Each absence needs 3000 messages.");
console.log(
  `Chaos: ${options.clients} clients, ${messages} messages, ${options.kills} kills, ${options.cuts} cuts, seed ${options.seed}`,
);
const report = await runChaos(options);
console.log(describeReport(report));
process.exitCode = report.violations.length === 0 ? 0 : 1;

function count(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return fail(`--${name} must be a number, not "${text}".`);
}

function fail(reason: string): never {
  console.error(`${reason}\n\n${usage}`);
  process.exit(2);
}
