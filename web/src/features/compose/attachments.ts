/** What is attached to the post that one is writing: uploads that go on while one looks elsewhere, named in the draft. */
import { useEffect } from "react";
import { draftStore } from "../../lib/drafts.ts";
import { type Uploads, uploadsOf, useUploads } from "../../media/use-uploads.ts";
import { setAttaching } from "./attaching.ts";
import { coverSlot, emptyDraft, maxMediaPerPost, type PostDraft, postSlot } from "./draft.ts";

export const coverTypes = "image/*";

/** Lists that are tied to their draft, by slot. */
const tied = new Set<string>();

/**
 * Ties a list to the part of the draft that names it, once: what an earlier visit has uploaded comes back, and the draft follows
 * the list from then on, whether a composer is in sight or not.
 */
function tie(slot: string, draftSlot: string, read: (draft: PostDraft) => readonly string[], write: Write): void {
  if (tied.has(slot)) return;
  tied.add(slot);
  const list = uploadsOf(slot);
  list.restore(read(draftStore.get(draftSlot, emptyDraft)));
  list.subscribe(() => {
    setAttaching(slot, list.getItems().length > 0);
    const draft = draftStore.get(draftSlot, emptyDraft);
    const { ids } = list;
    if (ids.join() !== read(draft).join()) draftStore.put(draftSlot, { ...draft, ...write(ids) });
  });
}
type Write = (ids: string[]) => Partial<PostDraft>;

/** The uploads of the post that `viewerId` is writing, and those of the cover of the article. */
export function useAttachments(viewerId: string): { media: Uploads; cover: Uploads } {
  const [slot, ofCover] = [postSlot(viewerId), coverSlot(viewerId)];
  const media = useUploads({ max: maxMediaPerPost, slot });
  const cover = useUploads({ max: 1, accept: coverTypes, slot: ofCover });
  useEffect(() => {
    tie(
      slot,
      slot,
      ({ mediaIds }) => mediaIds,
      (mediaIds) => ({ mediaIds }),
    );
    tie(
      ofCover,
      slot,
      ({ coverId }) => (coverId === null ? [] : [coverId]),
      ([coverId = null]) => ({ coverId }),
    );
  }, [slot, ofCover]);
  return { media, cover };
}
