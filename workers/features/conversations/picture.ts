/** The picture of a conversation. It stands in the database alone: who may change it, the room decides. */
import { and, eq, isNull } from "drizzle-orm";
import { type ConversationRow, conversations } from "../../../db/schema.ts";
import { commit } from "../../effects/commit.ts";
import { invalid, notFound } from "../../http/error.ts";
import { raiseEpochs } from "../../pipeline/epochs.ts";
import type { SignedInScope } from "../../scope.ts";
import { freeing, reattach, requireAttachable } from "../media/actions.ts";

/** Throws `validation_failed` for what is not a picture of the viewer's own that is ready. */
export async function checkPicture({ db, viewer }: SignedInScope, mediaId: string): Promise<void> {
  const [facts] = await requireAttachable(db, viewer.id, [mediaId], "avatarMediaId");
  if (facts?.kind !== "image") throw invalid("avatarMediaId", "must be a picture");
}

/** Gives a conversation another picture, or none. The former one is freed at once if nothing else shows it. */
export async function changePicture(
  scope: SignedInScope,
  { id, avatarMediaId: former }: Pick<ConversationRow, "id" | "avatarMediaId">,
  mediaId: string | null,
): Promise<void> {
  const { db } = scope;
  if (mediaId === former) return;
  const replaced = former === null ? [] : [former];
  await commit(scope, {
    guard: db
      .update(conversations)
      .set({ avatarMediaId: mediaId })
      .where(and(eq(conversations.id, id), isNull(conversations.deletedAt))),
    required: notFound("conversation"),
    // The former one is off the cards first: on them, it keeps its addresses.
    writes: [
      ...reattach(db, { kind: "conversation", subjectId: id, itemId: "" }, mediaId === null ? [] : [mediaId]),
      ...raiseEpochs(db, replaced),
    ],
    effects: freeing(replaced),
  });
}
