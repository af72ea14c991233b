import { existsSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import type { Outcome } from "../lib/commands.ts";
import { carryOut } from "./carry-out.ts";
import type { Configuration } from "./configuration.ts";

vi.mock(import("../lib/build.ts"), async (importOriginal) => ({
  ...(await importOriginal()),
  buildWeb: () => Promise.resolve(true),
}));

const configuration: Configuration = {
  name: "stoa-staging",
  origin: "https://community.test",
  needs: {
    databases: ["stoa-staging"],
    buckets: ["stoa-staging-media"],
    queues: ["stoa-staging-effects"],
    secrets: ["TOKEN_KEYS", "SETUP_TOKEN"],
  },
};

/** What sets the rules of the bucket. */
const rules = ["r2 bucket cors set stoa-staging-media", "r2 bucket lifecycle set stoa-staging-media"];

/** An account that remembers what Wrangler was told to do, and what it was given: configurations, and paths of other files. */
function account(refuse: (command: string) => string | null = () => null) {
  const databases: { name: string; uuid: string }[] = [];
  const others = new Set<string>();
  const secrets: string[] = [];
  const commands: string[] = [];
  const configurations: string[] = [];
  const given: string[] = [];
  const ok = (output = ""): Outcome => ({ code: 0, output });

  const wrangler = async (args: string[]): Promise<Outcome> => {
    const words = args.filter((arg) => !arg.startsWith("--")).join(" ");
    const option = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
    const refusal = refuse(words);
    if (refusal) return { code: 1, output: refusal };
    if (words === "d1 list") return ok(`▲ a warning\n${JSON.stringify(databases)}\n`);
    if (words.includes(" info "))
      return others.has(args.at(-1) ?? "") ? ok() : { code: 1, output: "It does not exist." };
    if (words === "secret list") {
      return secrets.length > 0
        ? ok(JSON.stringify(secrets.map((name) => ({ name }))))
        : { code: 1, output: "Worker not found" };
    }
    commands.push(words);
    if (words.startsWith("d1 create")) databases.push({ name: args[2] ?? "", uuid: "the-id" });
    else if (words.includes(" create ")) others.add(args.at(-1) ?? "");
    const config = option("config");
    if (config) configurations.push(readFileSync(config, "utf8"));
    const file = option("secrets-file") ?? option("file");
    if (file) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      given.push(file);
    }
    if (option("secrets-file")) secrets.push(...Object.keys(JSON.parse(readFileSync(file ?? "", "utf8")) as object));
    return ok();
  };
  return { wrangler, commands, configurations, given, secrets };
}

const deploy = (
  wrangler: ReturnType<typeof account>["wrangler"],
  dryRun = false,
  log: (line: string) => void = () => {},
) => carryOut({ environment: "staging", configuration, dryRun, wrangler, log });

describe("carryOut", () => {
  it("makes everything the first time, and shows the set-up link once", async () => {
    const { wrangler, commands, configurations, secrets } = account();
    const first = await deploy(wrangler);
    expect(commands).toEqual([
      "d1 create stoa-staging",
      "r2 bucket create stoa-staging-media",
      "queues create stoa-staging-effects",
      ...rules,
      "d1 migrations apply stoa-staging",
      "deploy",
    ]);
    expect(configurations[0]).toContain('database_name = "stoa-staging"\ndatabase_id = "the-id"');
    expect(first.setupLink).toMatch(/^https:\/\/community\.test\/setup\?token=[\w-]{43}$/);
    expect(secrets).toEqual(["TOKEN_KEYS", "SETUP_TOKEN"]);

    commands.length = 0;
    expect(await deploy(wrangler)).toEqual({ setupLink: null });
    expect(commands).toEqual([...rules, "d1 migrations apply stoa-staging", "deploy"]);
    expect(secrets).toHaveLength(2);
  });

  it("leaves no file for Wrangler behind, and logs no secret", async () => {
    const { wrangler, given } = account();
    const lines: string[] = [];
    const { setupLink } = await deploy(wrangler, false, (line) => lines.push(line));
    expect(given.map((file) => existsSync(file))).toEqual([false, false, false]);
    expect(lines.join("\n")).not.toContain(setupLink?.split("token=")[1]);
  });

  it("asks and changes nothing in a dry run, apart from bundling", async () => {
    const { wrangler, commands } = account((words) => (words === "deploy" ? null : "no network"));
    const lines: string[] = [];
    expect(await deploy(wrangler, true, (line) => lines.push(line))).toEqual({ setupLink: null });
    expect(commands).toEqual(["deploy"]);
    expect(lines).toContainEqual(expect.stringMatching(/set the rules of the R2 bucket stoa-staging-media/));
  });

  it("stops where Wrangler fails, before the code goes out", async () => {
    const { wrangler, commands } = account((words) => (words.startsWith("d1 migrations") ? "no such table" : null));
    await expect(deploy(wrangler)).rejects.toThrow("no such table");
    expect(commands).not.toContain("deploy");
  });

  it("takes a failing question for a failure, not for something missing", async () => {
    const { wrangler, commands } = account((words) => (words.includes("info") ? "You are not authenticated" : null));
    await expect(deploy(wrangler)).rejects.toThrow("not authenticated");
    expect(commands).toEqual([]);
  });
});
