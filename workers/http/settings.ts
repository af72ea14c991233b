/** Site settings as this isolate knows them: read from their object, kept for a moment. */
import type { SiteSettingsValue } from "../../contract/settings.ts";
import { siteSettings } from "../../durable-objects/addresses.ts";
import type { Env } from "../env.ts";

/** How old an isolate's copy may be, in milliseconds. */
export const settingsMaxAge = 20_000;

let known: { at: number; value: SiteSettingsValue } | null = null;

async function load(env: Env): Promise<SiteSettingsValue> {
  const value = await siteSettings(env).get();
  rememberSettings(value);
  return value;
}

/** The settings; at most `settingsMaxAge` old. */
export async function currentSettings(env: Env): Promise<SiteSettingsValue> {
  // Not shared between requests while it is read: a promise of another request never settles once that one's client goes away.
  return known && Date.now() - known.at < settingsMaxAge ? known.value : load(env);
}

/** Takes a value over at once; called after changing it. */
export function rememberSettings(value: SiteSettingsValue): void {
  known = { at: Date.now(), value };
}
