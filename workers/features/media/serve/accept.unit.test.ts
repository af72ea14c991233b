import { describe, expect, it } from "vitest";
import { acceptsWebp, choosePicture, parseAccept } from "./accept.ts";

describe("choosing a picture", () => {
  it.each([
    // What browsers send.
    ["image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", "avif"],
    ["image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5", "avif"],
    ["image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,image/png,image/*;q=0.8", "avif"],
    ["image/webp,*/*", "webp"],
    ["image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5", "plain"],
    // Clients without pictures in mind.
    ["*/*", "plain"],
    [undefined, "plain"],
    ["", "plain"],
    // Weights decide.
    ["image/avif;q=0.5, image/webp", "webp"],
    ["image/avif;q=0, image/webp;q=0.1", "webp"],
    ["image/avif;q=0, image/webp;q=0", "plain"],
    ["image/avif;q=0.4, image/webp;q=0.3, image/jpeg", "plain"],
    ["image/avif;q=0.4, image/*;q=0.4", "avif"],
    ["IMAGE/WEBP ; Q=0.9", "webp"],
    // Malformed elements say nothing.
    ["image/avif;q=2, image/webp", "webp"],
    ["image/avif;q=x", "plain"],
    [",;,image/avif;;,", "avif"],
    ["application/json", "plain"],
  ])("%s → %s", (accept, choice) => {
    expect(choosePicture(accept)).toBe(choice);
  });

  it("knows who takes WebP", () => {
    expect(acceptsWebp("image/webp;q=0.1")).toBe(true);
    expect(acceptsWebp("image/webp;q=0")).toBe(false);
    expect(acceptsWebp("image/*")).toBe(false);
    expect(acceptsWebp(undefined)).toBe(false);
  });
});

it("reads weights and leaves out what is not well-formed", () => {
  expect([...parseAccept("text/html;level=1;q=0.7, image/webp;q=1.000, nonsense, */*;q=0.")]).toEqual([
    ["text/html", 0.7],
    ["image/webp", 1],
    ["*/*", 0],
  ]);
});
