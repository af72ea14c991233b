import { applyD1Migrations, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { defaultSettings } from "../../contract/settings.ts";
import { limiterAddress } from "../../durable-objects/addresses.ts";
import { rememberSettings } from "../../workers/http/settings.ts";

// Every site starts with an empty database; where one serves many files, the first of them migrates it.
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);

// What an earlier file set for the whole site, and what it did from the one address that all of them have, is no concern of this one.
const settings = env.SITE_SETTINGS.get(env.SITE_SETTINGS.idFromName("site"));
for (const object of [settings, limiterAddress(env, "127.0.0.1")]) {
  await runInDurableObject(object, (_, { storage }) => storage.deleteAll());
  await evictDurableObject(object);
}
rememberSettings(defaultSettings);
