/** Where each Durable Object is found: one function per kind, and the only names that objects have. */
import type { ObjectsEnv } from "./env.ts";
import { bucketOf } from "./kit/hash.ts";
import { settingsClient, type SiteSettingsClient } from "./site-settings/client.ts";
import { objectCount, objectOf } from "./timeline/shards.ts";
import type { Subject } from "../contract/live/hub.ts";
import type { ChatRoom } from "./chat-room/chat-room.ts";
import type { LiveCounter } from "./live-counter/live-counter.ts";
import type { PasswordHasher } from "./password-hasher/password-hasher.ts";
import type { RateLimiter } from "./rate-limiter/rate-limiter.ts";
import type { Sweeper } from "./sweeper/sweeper.ts";
import type { Timeline } from "./timeline/timeline.ts";
import type { UserHub } from "./user-hub/user-hub.ts";

/** Some of the people asked for, with the object that holds their timelines. */
export interface TimelineGroup {
  timeline: DurableObjectStub<Timeline>;
  personIds: string[];
}

/** The object that holds a person's timeline. */
export function timelineAddress(env: Pick<ObjectsEnv, "TIMELINE">, personId: string): DurableObjectStub<Timeline> {
  return timeline(env, objectOf(personId));
}

/** The objects that hold these people's timelines, so that each is called once. */
export function timelineGroups(env: Pick<ObjectsEnv, "TIMELINE">, personIds: readonly string[]): TimelineGroup[] {
  return [...Map.groupBy(personIds, objectOf)].map(([object, ids]) => ({
    timeline: timeline(env, object),
    personIds: ids,
  }));
}

/** Every Timeline object: for broadcasts, and for removals that concern everyone. */
export function allTimelines(env: Pick<ObjectsEnv, "TIMELINE">): DurableObjectStub<Timeline>[] {
  return Array.from({ length: objectCount }, (_, object) => timeline(env, object));
}

function timeline({ TIMELINE }: Pick<ObjectsEnv, "TIMELINE">, object: number): DurableObjectStub<Timeline> {
  return TIMELINE.get(TIMELINE.idFromName(`timeline-${object}`));
}

const limiterCount = 64;

/** The object that counts for a subject: a person's id, an address, an account under attack. */
export function limiterAddress(
  { RATE_LIMITER }: Pick<ObjectsEnv, "RATE_LIMITER">,
  subject: string,
): DurableObjectStub<RateLimiter> {
  return RATE_LIMITER.get(RATE_LIMITER.idFromName(`limiter-${bucketOf(subject, limiterCount)}`));
}

const hasherCount = 4;

/** Any of the objects that hash passwords; the choice spreads the work. */
export function hasherAddress({
  PASSWORD_HASHER,
}: Pick<ObjectsEnv, "PASSWORD_HASHER">): DurableObjectStub<PasswordHasher> {
  return PASSWORD_HASHER.get(PASSWORD_HASHER.idFromName(`hasher-${Math.floor(Math.random() * hasherCount)}`));
}

/** The one object that drives periodic work. */
export function sweeperAddress({ SWEEPER }: Pick<ObjectsEnv, "SWEEPER">): DurableObjectStub<Sweeper> {
  return SWEEPER.get(SWEEPER.idFromName("sweeper"));
}

/** The settings of the site, kept in one object. */
export function siteSettings({ SITE_SETTINGS }: Pick<ObjectsEnv, "SITE_SETTINGS">): SiteSettingsClient {
  return settingsClient(SITE_SETTINGS, SITE_SETTINGS.idFromName("site"));
}

/**
 * Header of an upgrade with what the Worker has found out about the connection, as URI-encoded JSON. Objects are reached by our
 * Worker alone, so it is believed.
 */
export const connectionHeader = "X-Stoa-Connection";

/** The room of a conversation. */
export function roomAddress(
  { CHAT_ROOM }: Pick<ObjectsEnv, "CHAT_ROOM">,
  conversationId: string,
): DurableObjectStub<ChatRoom> {
  return CHAT_ROOM.get(CHAT_ROOM.idFromName(`room-${conversationId}`));
}

/** The live end of a person: their devices, their list of conversations, their presence. */
export function hubAddress({ USER_HUB }: Pick<ObjectsEnv, "USER_HUB">, personId: string): DurableObjectStub<UserHub> {
  return USER_HUB.get(USER_HUB.idFromName(`hub-${personId}`));
}

/** The live numbers of a subject. */
export function counterAddress(
  { LIVE_COUNTER }: Pick<ObjectsEnv, "LIVE_COUNTER">,
  subject: Subject,
): DurableObjectStub<LiveCounter> {
  return LIVE_COUNTER.get(LIVE_COUNTER.idFromName(`counter-${subject}`));
}
