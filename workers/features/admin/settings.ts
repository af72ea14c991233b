/** Site settings, as administrators read and change them. */
import type { SiteSettingsValue, UpdateSiteSettings } from "../../../contract/settings.ts";
import { siteSettings } from "../../../durable-objects/addresses.ts";
import { commit } from "../../effects/commit.ts";
import { rememberSettings } from "../../http/settings.ts";
import type { Scope } from "../../scope.ts";

/** The settings in force, from where they are kept. */
export async function readSettings(scope: Scope): Promise<SiteSettingsValue> {
  const settings = await siteSettings(scope.env).get();
  rememberSettings(settings);
  return settings;
}

/**
 * Changes what is named. The trail is written first, since the two stores share no transaction: a change may be noted that then failed,
 * but none is made unnoted. Other isolates follow within `settingsMaxAge`.
 */
export async function updateSettings(scope: Scope, change: UpdateSiteSettings): Promise<SiteSettingsValue> {
  const before = await siteSettings(scope.env).get();
  const audit = {
    action: "settings.update",
    targetType: "site",
    targetId: null,
    before: sameShape(change, before),
    after: change,
  };
  await commit(scope, { audit });
  const settings = await siteSettings(scope.env).patch(change);
  rememberSettings(settings);
  return settings;
}

/** The part of `value` that `shape` names, group by group; what was not set is null. */
function sameShape(shape: object, value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shape).map(([key, named]: [string, unknown]) => {
      const part = (value as Record<string, unknown>)[key];
      return [key, isGroup(named) && isGroup(part) ? sameShape(named, part) : (part ?? null)];
    }),
  );
}

function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
