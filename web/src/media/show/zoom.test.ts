import { describe, expect, test } from "vitest";
import { fitted, type Frame, maxScale, moved, turnOf, whole, zoomed } from "./zoom.ts";

const stage = { width: 1000, height: 800 };
const frame: Frame = { stage, picture: fitted(stage, 2000, 1000) };

test("a picture is as large as the stage lets it be", () => {
  expect(frame.picture).toEqual({ width: 1000, height: 500 });
  expect(fitted(stage, 100, 200)).toEqual({ width: 400, height: 800 });
});

describe("zoom", () => {
  test("keeps what lies under the pointer where it is", () => {
    const view = zoomed(whole, 3, { x: 200, y: 0 }, frame);
    expect(view).toEqual({ scale: 3, x: -400, y: 0 });
    // The same point of the picture, before and after.
    expect((200 - view.x) / view.scale).toBe(200);
  });

  test("ends at the whole picture and at a largest size", () => {
    expect(zoomed(whole, 0.2, { x: 0, y: 0 }, frame)).toEqual(whole);
    expect(zoomed(whole, 100, { x: 0, y: 0 }, frame).scale).toBe(maxScale);
    const back = zoomed(zoomed(whole, 4, { x: 300, y: 100 }, frame), 1, { x: -300, y: 0 }, frame);
    expect(back).toEqual(whole);
  });

  test("an edge goes no further in than the stage's", () => {
    const view = zoomed(whole, 2, { x: 0, y: 0 }, frame);
    expect(moved(view, { x: 5000, y: 5000 }, frame)).toEqual({ scale: 2, x: 500, y: 100 });
    expect(moved(whole, { x: 50, y: 50 }, frame)).toEqual(whole);
  });
});

test("swipes turn the page in reading direction, or close", () => {
  expect(turnOf({ x: -80, y: 10 }, false)).toBe("next");
  expect(turnOf({ x: 80, y: 10 }, false)).toBe("previous");
  expect(turnOf({ x: 80, y: 10 }, true)).toBe("next");
  expect(turnOf({ x: 10, y: 130 }, false)).toBe("close");
  expect(turnOf({ x: 20, y: 20 }, false)).toBeNull();
  expect(turnOf({ x: 70, y: 70 }, false)).toBeNull();
});
