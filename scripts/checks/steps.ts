/** The steps of `npm test`, in the order in which they run: quick ones first. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { buildDeployed, buildWeb, buildWorker } from "../lib/build.ts";
import { type Program, run } from "../lib/commands.ts";
import { deployedOutput, root, webOutput } from "../lib/project.ts";
import { checkArchitecture, ruledFolders } from "./architecture.ts";
import { budgets, filesWithZod, type Manifest, measureWeb } from "./budgets.ts";
import { gzipSync } from "node:zlib";
import { type Counts, readCounts } from "./reports.ts";

/** What a step found. `problems` explains a failure; `note` is worth a few words even when all is well. */
export interface Finding {
  problems: string[];
  note?: string;
  /** Only steps that run tests count them. */
  counts?: Counts;
}

export interface Step {
  name: string;
  about: string;
  /** Changes nothing that another step reads, so that it may run beside its neighbours. */
  looksOnly?: true;
  run: () => Promise<Finding>;
}

const reportsFolder = resolve(root, "dist/reports");

export const steps: Step[] = [
  command("types", "TypeScript, all projects", "tsc", ["-b"]),
  command("format", "oxfmt", "oxfmt", ["--check"]),
  command("lint", "oxlint with types", "oxlint", ["--deny-warnings"]),
  { name: "architecture", about: "import directions", looksOnly: true, run: architecture },
  command("unused", "files, exports and dependencies that nothing uses", "knip", []),
  command("bindings", "worker-configuration.d.ts fits wrangler.toml", "wrangler", [
    "types",
    "worker-configuration.d.ts",
    "--check",
    "--include-runtime=false",
    "--strict-vars=false",
  ]),
  tests("unit", "pure functions, migrations, scripts, in Node"),
  // Two projects: what concerns a whole site has one for each file.
  tests("workerd", "the Worker and its objects in workerd", "workerd*"),
  tests("web", "components in jsdom"),
  { name: "build", about: "the web app and the Worker's bundle", run: build },
  { name: "size", about: "bundle budgets", run: size },
  { name: "deploy", about: "dry runs for staging and production", run: deployDryRuns },
  tests("chaos", "messages survive cut connections and a killed process; with protections taken out they do not"),
  { name: "e2e", about: "the whole site in a headless browser", run: endToEnd },
];

function command(name: string, about: string, program: Program, args: string[]): Step {
  return {
    name,
    about,
    looksOnly: true,
    run: async () => {
      const { code, output } = await run(program, args);
      return { problems: code === 0 ? [] : [output.trim()] };
    },
  };
}

async function architecture(): Promise<Finding> {
  const { modules, violations } = await checkArchitecture(ruledFolders);
  const problems = modules === 0 ? ["no module was read"] : violations;
  return { problems, note: `${modules} modules` };
}

function tests(name: string, about: string, projects = name): Step {
  const report = resolve(reportsFolder, `${name}.json`);
  return {
    name,
    about,
    run: async () => {
      prepareReport(report);
      const args = ["run", `--project=${projects}`, "--silent=passed-only"];
      const { code } = await run(
        "vitest",
        [...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
        { show: true },
      );
      return judge(code, readCounts("vitest", report));
    },
  };
}

async function build(): Promise<Finding> {
  const built = {
    web: await buildWeb(),
    Worker: await buildWorker(),
    "Worker as deployed": await buildDeployed(),
  };
  const names = Object.entries(built).filter(([, wasBuilt]) => wasBuilt);
  return { problems: [], note: names.length > 0 ? names.map(([name]) => name).join(", ") : "up to date" };
}

async function size(): Promise<Finding> {
  const read = (file: string) => readFileSync(resolve(webOutput, file));
  const manifest = JSON.parse(read(".vite/manifest.json").toString()) as Manifest;
  const bundle = deployedModules()
    .map((file) => gzipSync(readFileSync(resolve(deployedOutput, file)), { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes, 0);
  const sized = [{ name: "Worker", bytes: bundle, budget: budgets.worker }, ...measureWeb(manifest, read)];
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
  const problems = sized
    .filter(({ bytes, budget }) => bytes > budget)
    .map(({ name, bytes, budget }) => `${name}: ${kib(bytes)} gzip, the budget is ${kib(budget)}`);
  const compiled = deployedModules().filter((file) => file.endsWith(".wasm"));
  const withWasm = compiled.map((file) => `${file} is deployed, although nothing there needs it`);
  const withZod = filesWithZod(manifest, read).map((file) => `${file} is loaded first and carries zod`);
  const [worker, first, ...lazy] = sized.map(({ bytes }) => bytes);
  const note = `Worker ${kib(worker ?? 0)}, first JavaScript ${kib(first ?? 0)}, largest lazy part ${kib(Math.max(0, ...lazy))}`;
  return { problems: [...problems, ...withWasm, ...withZod], note };
}

/** What is uploaded of the Worker: script and WebAssembly. */
function deployedModules(): string[] {
  return readdirSync(deployedOutput).filter((file) => /\.(js|wasm)$/.test(file));
}

async function deployDryRuns(): Promise<Finding> {
  const problems: string[] = [];
  for (const environment of ["staging", "production"]) {
    const { code, output } = await run("deploy", ["--env", environment, "--dry-run"]);
    if (code !== 0) problems.push(`${environment}:\n${output.trim()}`);
  }
  return { problems };
}

async function endToEnd(): Promise<Finding> {
  const report = resolve(reportsFolder, "e2e.json");
  prepareReport(report);
  const { code } = await run("playwright", ["test", "--reporter=list,json"], {
    show: true,
    // Playwright decides about colours for its own processes, and Node warns where it is told both.
    env: { NO_COLOR: undefined, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return judge(code, readCounts("playwright", report));
}

function prepareReport(file: string): void {
  mkdirSync(reportsFolder, { recursive: true });
  if (existsSync(file)) rmSync(file);
}

function judge(code: number, counts: Counts | null): Finding {
  if (!counts) return { problems: [`ended with code ${code} and without a report`] };
  const problems: string[] = [];
  if (code !== 0 && counts.failed === 0) problems.push(`ended with code ${code} though no test failed`);
  if (counts.failed > 0) problems.push(`${counts.failed} failed`);
  if (counts.skipped > 0) problems.push(`${counts.skipped} skipped: tests run or go`);
  if (counts.passed + counts.failed === 0) problems.push("no test was found");
  return { problems, note: `${counts.passed} tests`, counts };
}
