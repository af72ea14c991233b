/** Site settings as this isolate knows them: read from their object, kept for a moment. */
import type { SiteSettingsValue } from "../../contract/settings.ts";
import { siteSettings } from "../../durable-objects/addresses.ts";
import type { Env } from "../env.ts";

/** How old an isolate's copy may be, in milliseconds. */
export const settingsMaxAge = 20_000;

let known: { at: number; value: SiteSettingsValue } | null = null;
let loading: Promise<SiteSettingsValue> | null = null;

async function load(env: Env): Promise<SiteSettingsValue> {
  const value = await siteSettings(env).get();
  rememberSettings(value);
  return value;
}

/** The settings; at most `settingsMaxAge` old. */
export async function currentSettings(env: Env): Promise<SiteSettingsValue> {
  if (known && Date.now() - known.at < settingsMaxAge) return known.value;
  loading ??= load(env).finally(() => (loading = null));
  return loading;
}

/** Takes a value over at once; called after changing it. */
export function rememberSettings(value: SiteSettingsValue): void {
  known = { at: Date.now(), value };
}
