/** What one request, or one effect, may touch. Actions take it first; nothing else is passed around. */
import type { SiteSettingsValue } from "../contract/settings.ts";
import type { Role } from "../contract/roles.ts";
import type { Database, Meter } from "../db/client.ts";
import type { Config, Env } from "./env.ts";
import type { Gate } from "./http/gate.ts";
import type { Logger } from "./http/log.ts";

/** Somebody as the rules see who asks. */
export interface Asker {
  id: string;
  role: Role;
}

/** What an access token says of its person. */
export interface Bearer extends Asker {
  sessionId: string;
}

/** Who asks, as the access token says that was issued at `issuedAt` (milliseconds). */
export interface Viewer extends Bearer {
  issuedAt: number;
}

/** Where a request comes from. `address` is decided by `clientAddress` alone. */
export interface Origin {
  requestId: string;
  address: string;
  userAgent: string;
  place: string | null;
}

export interface Scope {
  env: Env;
  config: Config;
  db: Database;
  meter: Meter;
  log: Logger;
  settings: SiteSettingsValue;
  viewer: Viewer | null;
  origin: Origin;
  gate: Gate;
  /** Work that may go on after the answer; failures are logged, so only what the outbox repeats anyway belongs here. */
  defer(work: Promise<unknown>): void;
}

/** A scope whose viewer is known; routes with `access: "required"` get one. */
export type SignedInScope = Scope & { viewer: Viewer };
