import { expect, test } from "vitest";
import { sizeOfCut, typeOfCut } from "./cut.ts";

test("a cut is made smaller when it is too wide, never larger", () => {
  expect(sizeOfCut({ width: 3000, height: 1000 }, 2048)).toEqual({ width: 2048, height: 683 });
  expect(sizeOfCut({ width: 300, height: 300 }, 1024)).toEqual({ width: 300, height: 300 });
  expect(sizeOfCut({ width: 5000, height: 1 }, 1024)).toEqual({ width: 1024, height: 1 });
});

test("photos stay photos, what may be transparent stays so", () => {
  expect(["image/jpeg", "image/webp", "image/png", "image/gif", "image/avif"].map(typeOfCut)).toEqual([
    "image/jpeg",
    "image/webp",
    "image/png",
    "image/png",
    "image/png",
  ]);
});
