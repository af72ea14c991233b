/** How stored changes and defaults make the settings in force. Pure. */
import { defaultSettings, type SiteSettingsValue, type UpdateSiteSettings } from "../../contract/settings.ts";

/** The settings in force: what is stored over the defaults. Stored keys that no longer exist are left out. */
export function effectiveSettings(stored: UpdateSiteSettings): SiteSettingsValue {
  return {
    branding: overlay(defaultSettings.branding, stored.branding),
    registrationOpen: stored.registrationOpen ?? defaultSettings.registrationOpen,
    publicReading: stored.publicReading ?? defaultSettings.publicReading,
    unverifiedMayPost: stored.unverifiedMayPost ?? defaultSettings.unverifiedMayPost,
    deletionGraceDays: stored.deletionGraceDays ?? defaultSettings.deletionGraceDays,
    corsOrigins: stored.corsOrigins ?? defaultSettings.corsOrigins,
    maintenance: overlay(defaultSettings.maintenance, stored.maintenance),
    flags: { ...defaultSettings.flags, ...stored.flags },
    limits: overlay(defaultSettings.limits, stored.limits),
    uploads: overlay(defaultSettings.uploads, stored.uploads),
  };
}

/** What is stored after a change: groups (branding, maintenance, flags, limits, uploads) keep what the change does not name. */
export function mergeSettings(stored: UpdateSiteSettings, patch: UpdateSiteSettings): UpdateSiteSettings {
  return {
    ...stored,
    ...patch,
    ...(patch.branding && { branding: { ...stored.branding, ...patch.branding } }),
    ...(patch.maintenance && { maintenance: { ...stored.maintenance, ...patch.maintenance } }),
    ...(patch.flags && { flags: { ...stored.flags, ...patch.flags } }),
    ...(patch.limits && { limits: { ...stored.limits, ...patch.limits } }),
    ...(patch.uploads && { uploads: { ...stored.uploads, ...patch.uploads } }),
  };
}

/** `defaults` with those of its own keys that `changes` sets. */
function overlay<Group extends object>(defaults: Group, changes: Partial<Group> = {}): Group {
  const known = Object.keys(defaults).filter((key) => changes[key as keyof Group] !== undefined);
  return { ...defaults, ...Object.fromEntries(known.map((key) => [key, changes[key as keyof Group]])) };
}
