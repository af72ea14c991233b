/** Files that go out with the next message of a room: uploaded while one writes, kept over a change of screen and a reload. */
import { useEffect } from "react";
import type { Media } from "../../../../contract/media.ts";
import { draftStore } from "../../lib/drafts.ts";
import { keepPreview } from "../../media/show/previews.ts";
import { type Uploads, uploadsOf, useUploads } from "../../media/use-uploads.ts";
import { toast } from "../../ui/toast.ts";
import { maxMediaPerMessage } from "./limits.ts";
import { draftSlot, emptyDraft } from "./message-draft.ts";

export interface Attachments extends Uploads {
  /** Some could not be uploaded. */
  failed: boolean;
  /** Empties the list into a message. */
  take: () => Media[];
}

export function useAttachments(conversationId: string): Attachments {
  const slot = draftSlot(conversationId);
  const uploads = useUploads({ max: maxMediaPerMessage, slot });
  const { items, list, mediaIds } = uploads;

  useEffect(() => {
    const { mediaIds: earlier } = draftStore.get(slot, emptyDraft);
    if (list.getItems().length === 0 && earlier.length > 0) list.restore(earlier);
  }, [list, slot]);

  useEffect(() => {
    const draft = draftStore.get(slot, emptyDraft);
    // What is on its way, or looked up after a reload, has no place here yet.
    if (list.busy || draft.mediaIds.join() === mediaIds.join()) return;
    draftStore.put(slot, { ...draft, mediaIds });
  }, [items, list, mediaIds, slot]);

  return {
    ...uploads,
    failed: items.some(({ state }) => state === "failed"),
    take: () =>
      list.take().flatMap(({ media, previewUrl }) => {
        if (media === undefined) return [];
        if (previewUrl !== undefined) keepPreview(media.id, previewUrl);
        return [media];
      }),
  };
}

/** Takes files for a room's next message, wherever in the room they were dropped or pasted; says what was not taken. */
export function attach(conversationId: string, files: Iterable<File>): void {
  const refused = uploadsOf(draftSlot(conversationId)).add(files, { max: maxMediaPerMessage });
  if (refused.length > 0) toast(refused.join(" "), { tone: "danger" });
}
