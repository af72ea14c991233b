/** Every effect that a write may have. A row is a wake-up: it names ids, and its handler reads the truth again. */
import { z } from "zod";
import { id } from "../../contract/ids.ts";

export const effectSchemas = {
  /** Write to the address of a new or not yet verified account. */
  "mail.verify": z.object({ userId: id }),
  /** Write to whoever has this address, if anybody; looked up here, so that asking takes the same time for all. */
  "mail.reset": z.object({ email: z.string() }),
  "mail.reverify": z.object({ email: z.string() }),
  /** Ask the new address of an account to confirm itself, and tell the old one. */
  "mail.change": z.object({ userId: id }),
  /** Tell the account's address that something about its security changed. */
  "mail.notice": z.object({ userId: id, about: z.enum(["password", "email", "deletion"]) }),
  /** Bring entries (posts and reposts) to the home feeds of the actors' followers and to their own. */
  "entries.deliver": z.object({ entryIds: z.array(id) }),
  /** Take posts out of all home feeds. */
  "posts.withdraw": z.object({ postIds: z.array(id) }),
  "entries.withdraw": z.object({ entryIds: z.array(id) }),
  /** Bring what people wrote lately to the home feeds of those who just began to follow them. */
  "follows.backfill": z.object({ pairs: z.array(z.object({ followerId: id, followeeId: id })) }),
  /** Take what somebody brought out of another's home feed; after a block also what they wrote. */
  "follows.withdraw": z.object({ pairs: z.array(z.object({ followerId: id, followeeId: id, authored: z.boolean() })) }),
  /** Work out anew whom these people may want to follow. */
  "people.suggest": z.object({ userIds: z.array(id) }),
  /** Open the rooms of conversations that were just written. */
  "conversation.open": z.object({ conversationIds: z.array(id) }),
  /** Tell members of a message that they were not looking at. */
  "message.notify": z.object({ conversationId: id, seq: z.int(), userIds: z.array(id) }),
  /** Hide two people, or no longer, from each other in the rooms that both are in; `after` is the last one that is done. */
  "people.separate": z.object({ userId: id, otherId: id, after: z.string().default("") }),
  /** Show a changed name or picture in the person's rooms; `after` is the last one that is done. */
  "cards.refresh": z.object({ userId: id, after: z.string().default("") }),
  /** Close the sockets of sessions that ended at `at`: these, or (null) all that had begun before, but for `except`. */
  "sessions.close": z.object({
    userId: id,
    sessionIds: z.array(id).nullable(),
    except: id.nullable(),
    at: z.int(),
  }),
  /** Let nobody hear any more whether somebody is there who narrowed at `at` who may. */
  "presence.hide": z.object({ userId: id, at: z.int() }),
  /** Look at bytes that have arrived, and make them ready or refuse them. */
  "media.process": z.object({ mediaId: id }),
  /** Free the bytes of media that were deleted, and of those here that nothing refers to any more. */
  "media.erase": z.object({ mediaIds: z.array(id) }),
  /** Erase an account whose grace period is over. */
  "account.erase": z.object({ userId: id }),
} as const;

export type EffectKind = keyof typeof effectSchemas;
export type Payload<K extends EffectKind> = z.infer<(typeof effectSchemas)[K]>;

/** An effect to be done after a write: its kind and what it is about. */
export type Effect = { [K in EffectKind]: { kind: K; payload: Payload<K> } }[EffectKind];
