/** The bindings that the Durable Objects and their addresses need. Types only: nothing here loads a class. */
import type { ChatRoom } from "./chat-room/chat-room.ts";
import type { LiveCounter } from "./live-counter/live-counter.ts";
import type { PasswordHasher } from "./password-hasher/password-hasher.ts";
import type { RateLimiter } from "./rate-limiter/rate-limiter.ts";
import type { Sweeper, SweeperEnv } from "./sweeper/sweeper.ts";
import type { Timeline } from "./timeline/timeline.ts";
import type { UserHub } from "./user-hub/user-hub.ts";

export interface ObjectsEnv extends SweeperEnv {
  TIMELINE: DurableObjectNamespace<Timeline>;
  RATE_LIMITER: DurableObjectNamespace<RateLimiter>;
  PASSWORD_HASHER: DurableObjectNamespace<PasswordHasher>;
  SWEEPER: DurableObjectNamespace<Sweeper>;
  SITE_SETTINGS: DurableObjectNamespace;
  CHAT_ROOM: DurableObjectNamespace<ChatRoom>;
  USER_HUB: DurableObjectNamespace<UserHub>;
  LIVE_COUNTER: DurableObjectNamespace<LiveCounter>;
  /** Bytes of media, and the archive of rooms. */
  MEDIA: R2Bucket;
  /** Key ring, `kid:secret,…`, with which addresses of media are signed. */
  TOKEN_KEYS: string;
}
