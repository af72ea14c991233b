import { describe, expect, it } from "vitest";
import { foldNick, Usernames } from "./nicks.ts";

const usernamesOf = (...nicks: string[]) => {
  const usernames = new Usernames();
  return nicks.map((nick) => usernames.give(nick));
};

describe("the username of a nick", () => {
  it("has small letters, and _ for what a username cannot have", () => {
    expect(usernamesOf("Mr-mOjOjOjO", "zcat[1]", "Zuu`", "SGC|Work", "Sofía")).toEqual([
      "mr_mojojojo",
      "zcat_1_",
      "zuu_",
      "sgc_work",
      "sof_a",
    ]);
  });

  it("is filled up to 3 characters and cut to 30", () => {
    expect(usernamesOf("al", "_", "XD", "n".repeat(40))).toEqual(["al_", "___", "xd_", "n".repeat(30)]);
  });

  it("has a number where it is taken or reserved", () => {
    expect(usernamesOf("Martin^", "martin`", "Martin-", "root", "n".repeat(30), "n".repeat(31))).toEqual([
      "martin_",
      "martin__2",
      "martin__3",
      "root_2",
      "n".repeat(30),
      `${"n".repeat(28)}_2`,
    ]);
    // 26 characters of Crockford's alphabet would read as an id.
    expect(usernamesOf("01hzx3v9k2m4n5p6q7r8s9t0vw")).toEqual(["01hzx3v9k2m4n5p6q7r8s9t0vw_2"]);
  });

  it("belongs to all spellings of the nick", () => {
    expect(foldNick("Dr_Willis")).toBe(foldNick("dr_willis"));
    expect(foldNick("zcat[1]")).toBe(foldNick("ZCAT{1}"));
    expect(foldNick("Sos`")).not.toBe(foldNick("Sos``"));
  });
});
