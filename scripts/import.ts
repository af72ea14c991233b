/** `npm run import -- DIR`: brings a community from files into a site, here or elsewhere, through its HTTP interface. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Overview } from "../contract/admin.ts";
import type { ImportInput, ImportResult } from "../contract/import.ts";
import { Api, type Identity } from "./import/api.ts";
import { buildChat } from "./import/chat.ts";
import { buildCommunity } from "./import/community.ts";
import { chatPath, type Dataset, edgesPath, postsPath, readDataset } from "./import/dataset.ts";
import { paceOf } from "./import/pace.ts";
import { type Outcome, sendAll } from "./import/send.ts";
import { outcomeTable, ProgressLine, totalsLine } from "./import/show.ts";
import type { DemoLogin } from "./lib/demo-logins.ts";
import { UsageError } from "./lib/host-flags.ts";
import { defaultStateFolder } from "./lib/project.ts";

const usage = `Usage: npm run import -- DIR [flags]

  DIR                 folder with ${postsPath}, ${edgesPath} and logs in ${chatPath}; each may be missing
  --target URL        the site (default http://localhost:8787)
  --login NAME        username or address of an administrator, with
  --password PW       their password; or
  --token T           an access token of theirs, good for some minutes
  --help              this text

Without either, the administrator of the local demo community signs in. Stop with Ctrl-C and run it again at any time:
what is there already stays as it is.`;

interface Flags {
  folder: string;
  target: string;
  identity: Identity;
}

function parseFlags(args: string[]): Flags | null {
  const { values, positionals } = readArgs(args);
  if (values.help) return null;
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError("Name one folder.");
  if (!existsSync(folder)) throw new UsageError(`There is no folder ${resolve(folder)}.`);
  if (!URL.canParse(values.target))
    throw new UsageError("--target must be an address such as https://stoa.example.com.");
  return { folder, target: new URL(values.target).origin, identity: identityOf(values) };
}

function readArgs(args: string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        target: { ...text, default: "http://localhost:8787" },
        login: text,
        password: text,
        token: text,
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function identityOf({ login, password, token }: { login?: string; password?: string; token?: string }): Identity {
  if (token !== undefined) return { token };
  if (login !== undefined && password !== undefined) return { login, password };
  if (login !== undefined || password !== undefined) throw new UsageError("--login and --password go together.");
  const remembered = resolve(defaultStateFolder, "demo-logins.json");
  const logins = existsSync(remembered) ? (JSON.parse(readFileSync(remembered, "utf8")) as DemoLogin[]) : [];
  const admin = logins.find(({ role }) => role === "admin");
  if (!admin) throw new UsageError("Say who you are: --login NAME --password PW, or --token T.");
  return { login: admin.login, password: admin.password };
}

async function run({ folder, target, identity }: Flags, signal: AbortSignal): Promise<boolean> {
  const dataset = await readDataset(folder);
  for (const path of dataset.missing) console.log(`There is no ${path} in ${folder}: going on without.`);
  for (const problem of dataset.unreadable.slice(0, 20)) console.log(`Cannot read ${problem}`);
  const community = buildCommunity(dataset);
  const chat = buildChat(dataset.logs);
  console.log(`Bringing ${describe(dataset)} to ${target}.`);

  const api = new Api(target, identity, signal);
  const send = (lines: readonly ImportInput[]) => api.call<ImportResult>("/v1/admin/import", { lines });
  const progress = new ProgressLine();
  const outcomes: [string, Outcome][] = [];
  // One kind after the other: posts refer to people, and posts that come after follows reach feeds in one go.
  const kinds: [string, ImportInput[]][] = [
    ["people", community.people],
    ["follows", community.follows],
    ["posts", community.posts],
    ["nicks", chat.people],
    ["channels", chat.channels],
    ["messages", chat.messages],
  ];
  for (const [what, lines] of kinds) {
    if (lines.length === 0) continue;
    const started = performance.now();
    const outcome = await sendAll(lines, {
      send,
      inOrder: what === "messages",
      pace: paceOf(api, signal),
      signal,
      onProgress: (done) => progress.update(what, done, lines.length, started),
    });
    outcomes.push([what, outcome]);
  }
  console.log(`\n${outcomeTable(outcomes)}\n`);
  console.log(totalsLine(await api.call<Overview>("/v1/admin/overview")));
  return outcomes.every(([, outcome]) => outcome.refused.size === 0) && dataset.unreadable.length === 0;
}

function describe({ posts, edges, logs, wordless, unreadable }: Dataset): string {
  const skipped = unreadable.length > 0 ? ` (${unreadable.length} lines cannot be read)` : "";
  const silent = wordless > 0 ? ` (${wordless} lines of these say nothing)` : "";
  return `${posts.length} posts, ${edges.length} friendships and ${logs.length} logs of a channel${silent}${skipped}`;
}

async function main(): Promise<number> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(new Error("Stopped. Run it again to go on; nothing is brought twice.")));
  try {
    const flags = parseFlags(process.argv.slice(2));
    if (!flags) console.log(usage);
    return !flags || (await run(flags, stop.signal)) ? 0 : 3;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof UsageError) console.error(`\n${usage}`);
    if (stop.signal.aborted) return 130;
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();
