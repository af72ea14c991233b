/** The typed way to the site's settings, so that nobody else needs to know itty-durable. */
import { proxyDurable } from "itty-durable";
import type { SiteSettingsValue, UpdateSiteSettings } from "../../contract/settings.ts";
import type { VersionedSettings } from "./site-settings.ts";
import { toAsciiJson } from "./wire.ts";

export interface SiteSettingsClient {
  /** The settings in force. */
  get(): Promise<SiteSettingsValue>;
  /** The settings in force, and a number that rises with every change. */
  getVersioned(): Promise<VersionedSettings>;
  /** Changes what is named (groups are merged) and answers the settings in force. The caller validates. */
  patch(change: UpdateSiteSettings): Promise<SiteSettingsValue>;
}

/** What itty-durable makes of the object's methods. Never await or return the stub itself: it answers to `then` as well. */
interface Stub {
  get(): Promise<VersionedSettings>;
  patch(json: string): Promise<VersionedSettings>;
}

/** A client of the settings object with this id; `siteSettings` of `addresses.ts` knows which that is. */
export function settingsClient(namespace: DurableObjectNamespace, id: DurableObjectId): SiteSettingsClient {
  const stub = proxyDurable(namespace, { name: "SITE_SETTINGS", parse: true }).get(id) as Stub;
  return {
    get: async () => (await stub.get()).value,
    getVersioned: () => stub.get(),
    patch: async (change) => (await stub.patch(toAsciiJson(change))).value,
  };
}
