import { describe, expect, it } from "vitest";
import { findMismatches } from "./ensure-install.mjs";

const lock = (packages: Record<string, { version: string; integrity?: string; optional?: boolean }>) => ({
  packages: { "": { version: "0.1.0" }, ...packages },
});

describe("findMismatches", () => {
  it("finds nothing where both agree", () => {
    const both = lock({ "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } });
    expect(findMismatches(both, both)).toEqual([]);
  });

  it("names what is missing, of another version or of other content", () => {
    const wanted = lock({
      "node_modules/missing": { version: "1.0.0" },
      "node_modules/older": { version: "2.0.0" },
      "node_modules/swapped": { version: "1.0.0", integrity: "sha512-a" },
    });
    const installed = lock({
      "node_modules/older": { version: "1.0.0" },
      "node_modules/swapped": { version: "1.0.0", integrity: "sha512-b" },
    });
    expect(findMismatches(wanted, installed)).toEqual([
      "node_modules/missing",
      "node_modules/older",
      "node_modules/swapped",
    ]);
  });

  it("forgives an absent optional package, but not one of another version", () => {
    const wanted = lock({
      "node_modules/other-platform": { version: "1.0.0", optional: true },
      "node_modules/native": { version: "2.0.0", optional: true },
    });
    const installed = lock({ "node_modules/native": { version: "1.0.0", optional: true } });
    expect(findMismatches(wanted, installed)).toEqual(["node_modules/native"]);
  });

  it("counts everything as missing where nothing is installed", () => {
    expect(findMismatches(lock({ "node_modules/a": { version: "1.0.0" } }), {})).toEqual(["node_modules/a"]);
  });
});
