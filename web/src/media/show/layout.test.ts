import { describe, expect, test } from "vitest";
import { makeFile, makePicture, makeVideo } from "../../../../tests/setup/media.ts";
import { gridLayout, singleLayout, sorted } from "./layout.ts";

const single = (width: number, height: number) => singleLayout(makePicture({ width, height }));

describe("one alone", () => {
  test("keeps its own proportions where they are ordinary", () => {
    expect(single(1600, 1200)).toEqual({ width: 1000, height: 750, fit: "cover" });
    expect(single(1080, 1350)).toMatchObject({ height: 1250, fit: "cover" });
  });

  test("is cut a little where it is taller or wider, and shown whole where much would go", () => {
    expect(single(1000, 1500)).toMatchObject({ height: 1250, fit: "cover" });
    expect(single(800, 3000)).toMatchObject({ height: 1250, fit: "contain" });
    expect(single(2400, 1000)).toMatchObject({ height: 524, fit: "cover" });
    expect(single(6000, 1000)).toMatchObject({ height: 524, fit: "contain" });
  });

  test("is not enlarged when it is tiny, except a drawing; videos are never cut", () => {
    expect(single(64, 64)).toMatchObject({ height: 524, fit: "down" });
    const drawing = (width: number, height: number) =>
      singleLayout(makePicture({ type: "image/svg+xml", width, height }));
    expect(drawing(64, 64)).toMatchObject({ height: 1000, fit: "contain" });
    expect(drawing(900, 300)).toMatchObject({ height: 333, fit: "contain" });
    expect(singleLayout(makeVideo({ width: 1080, height: 1920 }))).toMatchObject({ height: 1250, fit: "contain" });
  });

  test("has a place even when its size is not known", () => {
    expect(singleLayout({ kind: "video", type: "video/mp4" })).toEqual({ width: 16, height: 9, fit: "contain" });
  });
});

describe("several", () => {
  const tiles = (count: number, most: 4 | 5) =>
    gridLayout(
      Array.from({ length: count }, (_, n) => n),
      most,
    )?.tiles;

  test("stand beside each other up to a number, and the last tile counts the rest", () => {
    expect(tiles(1, 5)).toBeUndefined();
    for (const count of [2, 3, 4, 5]) expect(tiles(count, 5)).toHaveLength(count);
    expect(tiles(5, 5)?.at(-1)).toMatchObject({ media: 4, more: 0 });
    expect(tiles(7, 5)?.at(-1)).toMatchObject({ media: 4, more: 2 });
    expect(tiles(7, 4)?.map(({ more }) => more)).toEqual([0, 0, 0, 3]);
  });

  test("pictures and videos are looked at, the rest is listed", () => {
    const all = [makeFile(), makePicture(), makeFile({ kind: "audio" }), makeVideo()];
    expect(sorted(all)).toEqual({ views: [all[1], all[3]], rows: [all[0], all[2]] });
  });
});
