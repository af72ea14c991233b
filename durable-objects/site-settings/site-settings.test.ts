import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../contract/settings.ts";
import { settingsClient } from "./client.ts";

const { SITE_SETTINGS } = env;

function freshSettings() {
  const id = SITE_SETTINGS.newUniqueId();
  return { settings: settingsClient(SITE_SETTINGS, id), evict: () => evictDurableObject(SITE_SETTINGS.get(id)) };
}

describe("SiteSettings", () => {
  it("start as the defaults", async () => {
    const { settings } = freshSettings();
    expect(await settings.getVersioned()).toEqual({ version: 0, value: defaultSettings });
  });

  it("keep text of every script, over an eviction too", async () => {
    const { settings, evict } = freshSettings();
    const name = 'ស្ទូអា — 学び舎 \u{1f3db}\ufe0f "\\\u2028';
    expect((await settings.patch({ branding: { name } })).branding).toEqual({ ...defaultSettings.branding, name });
    await evict();
    expect((await settings.get()).branding.name).toBe(name);
  });

  it("change what is named and keep the rest", async () => {
    const { settings } = freshSettings();
    const posts = { kind: "window", max: 5, seconds: 60 } as const;
    await settings.patch({ limits: { posts }, flags: { a: true, b: true }, maintenance: { message: "Back soon." } });
    const value = await settings.patch({ registrationOpen: false, flags: { b: false }, maintenance: { on: true } });
    expect(value).toEqual({
      ...defaultSettings,
      registrationOpen: false,
      flags: { a: true, b: false },
      maintenance: { on: true, message: "Back soon." },
      limits: { ...defaultSettings.limits, posts },
    });
  });

  it("count their changes, also those made at once", async () => {
    const { settings, evict } = freshSettings();
    await Promise.all(["a", "b", "c"].map((flag) => settings.patch({ flags: { [flag]: true } })));
    await evict();
    const { version, value } = await settings.getVersioned();
    expect(version).toBe(3);
    expect(value.flags).toEqual({ a: true, b: true, c: true });
  });

  it("take a long change", async () => {
    const { settings } = freshSettings();
    const corsOrigins = Array.from({ length: 50 }, (_, i) => `https://${"a".repeat(150)}${i}.example.org`);
    const message = "ថ".repeat(500);
    const value = await settings.patch({ corsOrigins, maintenance: { message } });
    expect(value.corsOrigins).toEqual(corsOrigins);
    expect(value.maintenance.message).toBe(message);
  });
});
