/** The one rule by which a nick of IRC becomes a username. Pure. */
import { username as usernameSchema } from "../../contract/users.ts";

const longest = 30;
const shortest = 3;

/** What makes two nicks the same: IRC knows no case, and takes `{}|^` for the small letters of `[]\~` (RFC 2812, section 2.2). */
export function foldNick(nick: string): string {
  return nick.toLowerCase().replaceAll("[", "{").replaceAll("]", "}").replaceAll("\\", "|").replaceAll("~", "^");
}

/** Gives out usernames, no two the same; the same nicks in the same order always get the same ones. */
export class Usernames {
  readonly #given = new Set<string>();

  /** Small letters; what is no letter, digit or `_` becomes `_`; filled up with `_` to 3 and cut to 30; a number when it is taken or reserved. */
  give(nick: string): string {
    const wish = nick
      .toLowerCase()
      .replace(/[^a-z0-9_]/gu, "_")
      .padEnd(shortest, "_")
      .slice(0, longest);
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? "" : `_${number}`;
      const name = wish.slice(0, longest - suffix.length) + suffix;
      if (this.#given.has(name) || !usernameSchema.safeParse(name).success) continue;
      this.#given.add(name);
      return name;
    }
  }
}
