/** What the Worker is given: bindings, plain settings and secrets, parsed once per isolate. */
import { z } from "zod";
import type { ObjectsEnv } from "../durable-objects/env.ts";

/** Bindings of wrangler.toml. Secrets are strings here and are only read by `parseConfig`. */
export interface Env extends ObjectsEnv {
  ASSETS: Fetcher;
  EMAIL: SendEmail;
  /** Makes variants of pictures. */
  IMAGES: ImagesBinding;
  ENVIRONMENT: string;
  SITE_ORIGIN: string;
  MAIL_FROM: string;
  REFRESH_KEY: string;
  METRICS_TOKEN: string;
  SETUP_TOKEN?: string;
  /** Armed fault points; only looked at in development. */
  FAULTS?: string;
}

/** A signing key and the id under which tokens name it. */
export interface SigningKey {
  kid: string;
  secret: string;
}

/** The parsed environment. `tokenKeys[0]` signs, all of them verify. */
export interface Config {
  environment: "development" | "staging" | "production";
  siteOrigin: string;
  mailFrom: string;
  tokenKeys: SigningKey[];
  refreshKey: string;
  metricsToken: string;
  setupToken: string | null;
}

const secret = z.string().min(32, "must have at least 32 characters");

const schema = z.object({
  ENVIRONMENT: z.enum(["development", "staging", "production"]),
  SITE_ORIGIN: z.url(),
  MAIL_FROM: z.string().min(3),
  TOKEN_KEYS: z
    .string()
    .transform((list) =>
      list.split(",").map((entry) => ({ kid: entry.split(":")[0] ?? "", secret: entry.split(":")[1] ?? "" })),
    )
    .pipe(z.array(z.object({ kid: z.string().min(1), secret })).min(1)),
  REFRESH_KEY: secret,
  METRICS_TOKEN: secret,
  SETUP_TOKEN: z.string().optional(),
});

const parsed = new WeakMap<object, Config>();

/** Parses and checks the environment. Throws with the names (never the values) of what is missing or malformed. */
export function parseConfig(env: Env): Config {
  const known = parsed.get(env);
  if (known) return known;
  const result = schema.safeParse(env);
  if (!result.success) {
    throw new Error(
      `environment: ${result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`,
    );
  }
  const config: Config = {
    environment: result.data.ENVIRONMENT,
    siteOrigin: new URL(result.data.SITE_ORIGIN).origin,
    mailFrom: result.data.MAIL_FROM,
    tokenKeys: result.data.TOKEN_KEYS,
    refreshKey: result.data.REFRESH_KEY,
    metricsToken: result.data.METRICS_TOKEN,
    setupToken: result.data.SETUP_TOKEN || null,
  };
  parsed.set(env, config);
  return config;
}
