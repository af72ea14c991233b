/** The bindings that the Durable Objects and their addresses need. Types only: nothing here loads a class. */
import type { PasswordHasher } from "./password-hasher/password-hasher.ts";
import type { RateLimiter } from "./rate-limiter/rate-limiter.ts";
import type { Sweeper, SweeperEnv } from "./sweeper/sweeper.ts";
import type { Timeline } from "./timeline/timeline.ts";

export interface ObjectsEnv extends SweeperEnv {
  TIMELINE: DurableObjectNamespace<Timeline>;
  RATE_LIMITER: DurableObjectNamespace<RateLimiter>;
  PASSWORD_HASHER: DurableObjectNamespace<PasswordHasher>;
  SWEEPER: DurableObjectNamespace<Sweeper>;
  SITE_SETTINGS: DurableObjectNamespace;
}
