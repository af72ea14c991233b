import { describe, expect, it } from "vitest";
import { describeAction, emptyInventory, type Inventory, type Needs, planDeployment } from "./plan.ts";

const needs: Needs = {
  databases: ["stoa"],
  buckets: ["stoa-media"],
  queues: ["stoa-effects", "stoa-effects-dead"],
  secrets: ["TOKEN_KEYS", "SETUP_TOKEN"],
};
const complete: Inventory = {
  databases: { stoa: "1234", other: "5678" },
  buckets: ["stoa-media", "photos"],
  queues: ["stoa-effects-dead", "stoa-effects"],
  secrets: ["SETUP_TOKEN", "TOKEN_KEYS", "OTHER"],
};

describe("planDeployment", () => {
  it("creates everything on an empty account, and uses it after that", () => {
    expect(planDeployment(needs, emptyInventory)).toEqual([
      { kind: "create-database", name: "stoa" },
      { kind: "create-bucket", name: "stoa-media" },
      { kind: "create-queue", name: "stoa-effects" },
      { kind: "create-queue", name: "stoa-effects-dead" },
      { kind: "build" },
      { kind: "configure-bucket", name: "stoa-media" },
      { kind: "migrate", database: "stoa" },
      { kind: "deploy", newSecrets: ["TOKEN_KEYS", "SETUP_TOKEN"] },
    ]);
  });

  it("creates nothing twice, sets the bucket's rules again, and never replaces a secret", () => {
    expect(planDeployment(needs, complete)).toEqual([
      { kind: "build" },
      { kind: "configure-bucket", name: "stoa-media" },
      { kind: "migrate", database: "stoa" },
      { kind: "deploy", newSecrets: [] },
    ]);
  });

  it("goes on where an earlier deployment broke off", () => {
    const half = { ...complete, queues: ["stoa-effects"], secrets: ["TOKEN_KEYS"] };
    expect(planDeployment(needs, half)).toEqual([
      { kind: "create-queue", name: "stoa-effects-dead" },
      { kind: "build" },
      { kind: "configure-bucket", name: "stoa-media" },
      { kind: "migrate", database: "stoa" },
      { kind: "deploy", newSecrets: ["SETUP_TOKEN"] },
    ]);
  });

  it("is told in words", () => {
    const words = planDeployment(needs, emptyInventory).map(describeAction);
    expect(new Set(words).size).toBe(words.length);
    expect(words).toContainEqual(expect.stringMatching(/R2 bucket stoa-media: .*after 3 days/));
    expect(words.at(-1)).toBe("deploy, with new secrets TOKEN_KEYS, SETUP_TOKEN");
  });
});
