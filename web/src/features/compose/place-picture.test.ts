import { describe, expect, it } from "vitest";
import { pictureMark, withPicture } from "./place-picture.ts";

describe("a picture put into a text", () => {
  it("stands after the paragraph of the caret", () => {
    expect(withPicture("One\n\nTwo", 1, "ID", "a cat")).toBe("One\n\n![a cat](media:ID)\n\nTwo");
    expect(withPicture("One\n\nTwo", 6, "ID", "")).toBe("One\n\nTwo\n\n![](media:ID)");
    expect(withPicture("", 0, "ID", "")).toBe("![](media:ID)");
  });

  it("keeps descriptions within their brackets", () => {
    expect(withPicture("", 0, "ID", "see [1]\nand \\")).toBe("![see \\[1\\] and \\\\](media:ID)");
  });

  it("can be found again", () => {
    expect(withPicture("x", 0, "ID", "")).toContain(pictureMark("ID"));
  });
});
