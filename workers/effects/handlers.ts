/** One handler per kind of effect. Handlers repeat harmlessly: a row may be done twice when a process dies between doing and finishing. */
import { eraseAccount } from "../features/auth/erase.ts";
import {
  sendChangeMail,
  sendNoticeMail,
  sendResetMail,
  sendReverifyMail,
  sendVerifyMail,
} from "../features/auth/mails.ts";
import {
  notifyOfMessage,
  openConversations,
  recheckVisitors,
  refreshCards,
  separatePeople,
} from "../features/conversations/effects.ts";
import { deliverEntries, withdrawEntries, withdrawPosts } from "../features/feed/fan-out.ts";
import { backfillFollows, withdrawFollows } from "../features/feed/follow-effects.ts";
import { eraseMedia } from "../features/media/erase.ts";
import { processMedia } from "../features/media/process.ts";
import { rebuildSuggestions } from "../features/people/suggest.ts";
import { closeSockets, hidePresence } from "../live.ts";
import type { Scope } from "../scope.ts";
import type { EffectKind, Payload } from "./kinds.ts";

export const handlers: { [K in EffectKind]: (scope: Scope, payload: Payload<K>) => Promise<void> } = {
  "mail.verify": sendVerifyMail,
  "mail.reset": sendResetMail,
  "mail.reverify": sendReverifyMail,
  "mail.change": sendChangeMail,
  "mail.notice": sendNoticeMail,
  "entries.deliver": deliverEntries,
  "posts.withdraw": async (scope, payload) => {
    await Promise.all([withdrawPosts(scope, payload), recheckVisitors(scope, payload)]);
  },
  "entries.withdraw": withdrawEntries,
  "follows.backfill": backfillFollows,
  "follows.withdraw": withdrawFollows,
  "people.suggest": rebuildSuggestions,
  "conversation.open": (scope, { conversationIds }) => openConversations(scope, conversationIds),
  "message.notify": notifyOfMessage,
  "people.separate": separatePeople,
  "cards.refresh": refreshCards,
  "sessions.close": closeSockets,
  "presence.hide": hidePresence,
  "media.process": processMedia,
  "media.erase": eraseMedia,
  "account.erase": eraseAccount,
};
