/** Loads the demo community into a local site once, and remembers its logins beside the data. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** One person of the demo community per role. */
export interface DemoLogin {
  role: string;
  login: string;
  password: string;
}

/** What the loader is given: the running site, the secret of its one-time set-up, and where to report progress. */
export interface DemoTarget {
  origin: string;
  setupToken: string;
  log: (line: string) => void;
}

/** Loads the demo community, whatever part of it is there already. */
export type LoadDemo = (target: DemoTarget) => Promise<{ logins: DemoLogin[] }>;

/** The logins of the demo community under `persistTo`; loads it first where that has not been done. */
export async function ensureDemo(persistTo: string, target: DemoTarget, load: LoadDemo): Promise<DemoLogin[]> {
  const file = resolve(persistTo, "demo-logins.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as DemoLogin[];
  const { logins } = await load(target);
  writeFileSync(file, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 });
  return logins;
}

/** The logins as lines of a table. */
export function loginTable(logins: readonly DemoLogin[]): string[] {
  const width = (key: "role" | "login") => Math.max(...logins.map((each) => each[key].length));
  return logins.map(
    ({ role, login, password }) => `  ${role.padEnd(width("role"))}   ${login.padEnd(width("login"))}   ${password}`,
  );
}
