import { afterEach, expect, it, vi } from "vitest";
import { Retries } from "./retries.ts";

afterEach(() => vi.restoreAllMocks());

it("waits longer after each failure, up to a minute, and logs ever fewer of them", () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const retries = new Retries("test.failed");
  let now = 1_000_000;
  const waits: number[] = [];
  for (let failure = 0; failure < 20; failure++) {
    retries.failed("D1", new Error("away"), now);
    const next = retries.nextAt ?? now;
    expect(retries.isWaiting("D1", next - 1)).toBe(true);
    expect(retries.isWaiting("D1", next)).toBe(false);
    waits.push(next - now);
    now = next;
  }
  expect(waits.slice(0, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  expect(log).toHaveBeenCalledTimes(5);
});

it("knows of each thing by itself, and begins anew once it succeeded", () => {
  vi.spyOn(console, "error").mockReturnValue();
  const retries = new Retries("test.failed");
  for (const what of ["ada", "ada", "grace"]) retries.failed(what, new Error("away"), 0);
  expect(retries.nextAt).toBe(1_000);
  retries.succeeded("grace");
  expect(retries.isWaiting("grace", 0)).toBe(false);
  expect(retries.nextAt).toBe(2_000);
  retries.succeeded("ada");
  expect(retries.nextAt).toBeNull();
  retries.failed("ada", new Error("away"), 0);
  expect(retries.nextAt).toBe(1_000);
});
