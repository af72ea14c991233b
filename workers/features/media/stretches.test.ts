import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Piece } from "./inspect/types.ts";
import { hexOf } from "./seal.ts";
import { copyStretch, stretchesOf } from "./stretches.ts";

const source = Uint8Array.from({ length: 5_000_000 }, (_, n) => (n * 31) % 251);
let opened = 0;

const open = async (from: number, to: number) => {
  opened += 1;
  return new Response(source.slice(from, to)).body!;
};

async function copied(pieces: Piece[], from = open): Promise<Uint8Array> {
  opened = 0;
  const parts: Uint8Array[] = [];
  // What was taken must not be kept, hence the copy.
  for (const stretch of stretchesOf(pieces))
    await copyStretch(stretch, from, async (chunk) => void parts.push(chunk.slice()));
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const expected = (pieces: Piece[]) =>
  new Blob(pieces.map((p) => ("bytes" in p ? p.bytes : source.slice(p.from, p.to)))).arrayBuffer();

const digest = async (bytes: ArrayBuffer | Uint8Array) => hexOf(await crypto.subtle.digest("SHA-256", bytes));
/** Digests, since a difference of millions of numbers says nothing. */
const isCopied = async (pieces: Piece[]) =>
  (await digest(await copied(pieces))) === (await digest(await expected(pieces)));

describe("pieces of a source", () => {
  it("are copied as they stand, whatever they are", async () => {
    const piece = fc.record({ gap: fc.nat(400_000), length: fc.nat(600_000), bytes: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (plan) => {
        let at = 0;
        const pieces = plan.map(({ gap, length, bytes }): Piece => {
          if (bytes) return { bytes: new Uint8Array(length % 1000).fill(7) };
          const from = Math.min(source.length, at + gap);
          at = Math.min(source.length, from + length);
          return { from, to: at };
        });
        expect(await isCopied(pieces)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("are read in one go where they lie close together, and in several where not", async () => {
    const close = Array.from({ length: 1000 }, (_, n): Piece => ({ from: n * 2000, to: n * 2000 + 1000 }));
    expect(await isCopied(close)).toBe(true);
    expect(opened).toBe(1);
    const far: Piece[] = [{ from: 0, to: 10 }, { bytes: new Uint8Array(5) }, { from: 4_000_000, to: 4_000_010 }];
    expect(await isCopied(far)).toBe(true);
    expect(opened).toBe(2);
  });

  it("may be none, or none of the source", async () => {
    expect(await copied([])).toHaveLength(0);
    expect(await copied([{ bytes: new Uint8Array(3) }])).toHaveLength(3);
    expect(opened).toBe(0);
  });

  it("are all there, or the copy fails", async () => {
    const short = async (from: number) => new Response(source.slice(from, from + 5)).body!;
    await expect(copied([{ from: 0, to: 10 }], short)).rejects.toThrow("ended before");
  });
});
