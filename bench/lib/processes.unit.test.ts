import { expect, it } from "vitest";
import { parseStat, usageOfTree } from "./processes.ts";

it("reads parent, processor time and memory, whatever the name of the process", () => {
  const line =
    "4242 (a (b) c) S 17 4242 4242 0 -1 4194560 1 0 0 0 150 50 0 0 20 0 1 0 99 12345 256 18446744073709551615 1 1";
  expect(parseStat(line)).toEqual({ parent: 17, cpu: 2_000_000, memory: 1_048_576 });
});

it("knows what this process uses", () => {
  expect(usageOfTree(process.pid).memory).toBeGreaterThan(1_000_000);
});
