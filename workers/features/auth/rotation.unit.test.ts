import { describe, expect, it } from "vitest";
import { judge } from "./rotation.ts";

const now = 1_000_000;
const session = { generation: 5, rotatedAt: now - 3000, expiresAt: now + 1000, endedAt: null };

describe("a refresh token", () => {
  it("is rotated when it is the current one", () => {
    expect(judge(session, "active", 5, now)).toBe("rotate");
  });
  it("gets the same successor again within ten seconds", () => {
    expect(judge(session, "active", 4, now)).toBe("repeat");
    expect(judge({ ...session, rotatedAt: now - 10_000 }, "active", 4, now)).toBe("repeat");
  });
  it("counts as stolen later, and when it is older than the previous one", () => {
    expect(judge({ ...session, rotatedAt: now - 10_001 }, "active", 4, now)).toBe("reuse");
    expect(judge(session, "active", 3, now)).toBe("reuse");
  });
  it("is worth nothing once the session ended or expired, or its person is not active", () => {
    expect(judge({ ...session, endedAt: now - 1 }, "active", 5, now)).toBe("refuse");
    expect(judge({ ...session, expiresAt: now }, "active", 5, now)).toBe("refuse");
    expect(judge(session, "suspended", 5, now)).toBe("refuse");
    expect(judge({ ...session, endedAt: now - 1 }, "active", 3, now)).toBe("refuse");
  });
});
