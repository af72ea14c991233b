import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parseHostFlags, UsageError } from "./host-flags.ts";
import { defaultStateFolder } from "./project.ts";

describe("parseHostFlags", () => {
  it("has defaults for everything", () => {
    expect(parseHostFlags([])).toEqual({
      port: 8787,
      persistTo: defaultStateFolder,
      empty: false,
      verbose: false,
      help: false,
    });
  });

  it("reads all flags, and makes the folder absolute", () => {
    expect(parseHostFlags(["--port", "9000", "--persist-to=data", "--empty", "--verbose"])).toMatchObject({
      port: 9000,
      persistTo: resolve("data"),
      empty: true,
      verbose: true,
    });
  });

  it.each([
    ["a word for a port", ["--port", "http"]],
    ["no port at all", ["--port"]],
    ["port 0", ["--port", "0"]],
    ["a port above 65535", ["--port=65536"]],
    ["a negative port", ["--port=-1"]],
    ["half a port", ["--port", "87.5"]],
    ["an empty folder", ["--persist-to", ""]],
    ["an unknown flag", ["--ports", "9000"]],
    ["an argument that is no flag", ["9000"]],
  ])("refuses %s", (_what, args) => {
    expect(() => parseHostFlags(args)).toThrow(UsageError);
  });

  it("notices flags that npm kept because -- was missing", () => {
    expect(() => parseHostFlags([], { npm_config_persist_to: "data" })).toThrow("put -- before");
  });
});
