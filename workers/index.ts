/** The Worker's entry: fetch, queue, scheduled, and the Durable Object classes. Nothing else. */
import { sweeperAddress } from "../durable-objects/addresses.ts";
import { buildApp } from "./app.ts";
import { consumeBatch } from "./effects/consumer.ts";
import type { WakeUp } from "./effects/wake.ts";
import type { Env } from "./env.ts";

export { ChatRoom } from "../durable-objects/chat-room/chat-room.ts";
export { LiveCounter } from "../durable-objects/live-counter/live-counter.ts";
export { PasswordHasher } from "../durable-objects/password-hasher/password-hasher.ts";
export { RateLimiter } from "../durable-objects/rate-limiter/rate-limiter.ts";
export { SiteSettings } from "../durable-objects/site-settings/site-settings.ts";
export { Sweeper } from "../durable-objects/sweeper/sweeper.ts";
export { Timeline } from "../durable-objects/timeline/timeline.ts";
export { UserHub } from "../durable-objects/user-hub/user-hub.ts";

export { LiveRules } from "./features/live/rules.ts";

const app = buildApp();

export default {
  fetch: app.fetch,
  queue: consumeBatch,
  scheduled: async (_controller, env) => {
    await sweeperAddress(env).ensure();
  },
} satisfies ExportedHandler<Env, WakeUp>;
