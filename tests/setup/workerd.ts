import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";

// Every site starts with an empty database; where one serves many files, the first of them migrates it.
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
