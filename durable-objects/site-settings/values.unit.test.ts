import { describe, expect, it } from "vitest";
import { defaultSettings, type UpdateSiteSettings } from "../../contract/settings.ts";
import { effectiveSettings } from "./values.ts";

describe("effectiveSettings", () => {
  it("leaves out what was stored under names that no longer exist", () => {
    const stored = {
      theme: "dark",
      branding: { name: "Agora", logo: "old.png" },
      limits: { pings: { kind: "window", max: 1, seconds: 1 } },
    };
    expect(effectiveSettings(stored as unknown as UpdateSiteSettings)).toEqual({
      ...defaultSettings,
      branding: { ...defaultSettings.branding, name: "Agora" },
    });
  });
});
