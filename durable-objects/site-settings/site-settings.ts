/** What an administrator changed of the site's settings. Built on itty-durable; `client.ts` is the way to it. */
import { createDurable } from "itty-durable";
import type { SiteSettingsValue, UpdateSiteSettings } from "../../contract/settings.ts";
import { effectiveSettings, mergeSettings } from "./values.ts";

/** The settings in force, and how often they have been changed. */
export interface VersionedSettings {
  version: number;
  value: SiteSettingsValue;
}

/** Everything but `state` is an itty-durable property: stored as a whole by `persist`, loaded before the first call. */
export class SiteSettings extends createDurable() {
  version = 0;
  changes: UpdateSiteSettings = {};

  get(): VersionedSettings {
    return { version: this.version, value: effectiveSettings(this.changes) };
  }

  /** Applies a change, given as the JSON text of an `UpdateSiteSettings` that the caller has validated. */
  async patch(json: string): Promise<VersionedSettings> {
    this.changes = mergeSettings(this.changes, JSON.parse(json) as UpdateSiteSettings);
    this.version += 1;
    await this.persist();
    return this.get();
  }
}
