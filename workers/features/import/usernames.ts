/** Usernames of people who are brought: the one asked for, or with `ifTaken: "number"` a free one made of it. Pure. */
import type { ImportLine, ImportPerson } from "../../../contract/import.ts";
import { conflict } from "../../http/error.ts";
import { nameKey } from "../../text/names.ts";
import type { Known } from "./known.ts";

const longest = 30;
/** Numbers that are tried, from 2. */
const lastNumber = 50;

type Taken = Pick<Known["usernames"], "has">;

/** The username that a line gets. Throws `conflict` where that one is taken, and where all its numbers are. */
export function usernameFor({ username, ifTaken }: ImportPerson, taken: Taken): string {
  const free = ifTaken === "number" ? [username, ...numbered(username)] : [username];
  const found = free.find((name) => !taken.has(nameKey(name)));
  if (found === undefined) throw conflict("username", "belongs to somebody else here");
  return found;
}

/** What has to be known besides the usernames asked for: numbered ones, of those that somebody has or that two lines ask for. */
export function furtherUsernames(lines: readonly ImportLine[], taken: Taken): string[] {
  const asked = new Set<string>();
  const further = new Set<string>();
  for (const line of lines) {
    if (line.kind !== "person") continue;
    const key = nameKey(line.username);
    if (line.ifTaken === "number" && (taken.has(key) || asked.has(key)))
      for (const name of numbered(line.username)) further.add(nameKey(name));
    asked.add(key);
  }
  return [...further];
}

function numbered(username: string): string[] {
  return Array.from({ length: lastNumber - 1 }, (_, index) => {
    const suffix = `_${index + 2}`;
    return username.slice(0, longest - suffix.length) + suffix;
  });
}
