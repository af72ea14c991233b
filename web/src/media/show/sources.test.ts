import { expect, test } from "vitest";
import { makeFile, makePicture, makeVideo } from "../../../../tests/setup/media.ts";
import { mayMove, sourcesOf } from "./sources.ts";

test("the browser chooses among variants by the width that each really has", () => {
  expect(sourcesOf(makePicture({ id: "a", width: 3000, height: 2000 }))).toEqual({
    src: "/media/a/feed",
    srcSet: "/media/a/thumb 400w, /media/a/feed 1080w, /media/a/full 2048w",
  });
  // Variants lie within a square: a tall picture is narrower in each of them.
  expect(sourcesOf(makePicture({ id: "a", width: 1000, height: 2000 }))?.srcSet).toBe(
    "/media/a/thumb 200w, /media/a/feed 540w, /media/a/full 1000w",
  );
});

test("a small picture has no larger variants to choose from", () => {
  expect(sourcesOf(makePicture({ id: "a", width: 300, height: 200 }))).toEqual({ src: "/media/a/feed" });
  expect(sourcesOf(makePicture({ id: "a", width: 700, height: 500 }))?.srcSet).toBe(
    "/media/a/thumb 400w, /media/a/feed 700w",
  );
});

test("a drawing is its own file, a video its poster, a file nothing", () => {
  expect(sourcesOf(makePicture({ id: "a", type: "image/svg+xml" }))).toEqual({ src: "/media/a" });
  expect(sourcesOf(makeVideo({ id: "v" }))).toEqual({ src: "/media/v/poster" });
  expect(sourcesOf(makeVideo({ urls: { original: "/media/v" } }))).toBeNull();
  expect(sourcesOf(makeFile())).toBeNull();
});

test("only moving kinds of pictures may move", () => {
  expect([makePicture({ type: "image/gif" }), makePicture(), makeVideo()].map(mayMove)).toEqual([true, false, false]);
});
