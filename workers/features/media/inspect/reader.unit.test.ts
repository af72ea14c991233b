import { describe, expect, it } from "vitest";
import { sourceOf } from "../../../../tests/harness/media-inspection.ts";
import { Reader } from "./reader.ts";

const megabyte = 1024 * 1024;
const numbers = Uint8Array.from({ length: 3 * megabyte }, (_, at) => at % 251);

describe("a reader", () => {
  it("gives each of several reads at once its own bytes", async () => {
    const reader = new Reader(sourceOf(numbers));
    const places = [2 * megabyte, 10, megabyte, 3 * megabyte - 4, 0];
    const read = await Promise.all(places.map((at) => reader.bytes(at, 4)));
    expect(read).toEqual(places.map((at) => numbers.subarray(at, at + 4)));
  });

  it("takes few reads while it goes straight on", async () => {
    const source = sourceOf(numbers);
    const reader = new Reader(source);
    for (let at = 0; at < numbers.length; at += 1000) await reader.upTo(at, 1000);
    expect(source.reads).toBeLessThan(10);
  });

  it("reads little where it jumps", async () => {
    const source = sourceOf(new Uint8Array(100 * megabyte));
    const reader = new Reader(source);
    for (let at = 0; at < source.size; at += 10 * megabyte) await reader.bytes(at, 8);
    expect(source.bytesRead).toBeLessThan(2 * megabyte);
  });

  it("refuses what is beyond the end, and a source that gives less than it has", async () => {
    await expect(new Reader(sourceOf(numbers)).bytes(numbers.length - 2, 4)).rejects.toThrow("breaks off");
    const short = new Reader({ size: 100, read: async () => new Uint8Array(10) });
    await expect(short.bytes(0, 20)).rejects.toThrow("breaks off");
  });
});
