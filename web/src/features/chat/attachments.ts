/**
 * Files that go out with the next message of a room: uploaded while one writes, kept over a change of screen and a reload.
 * What uploads them comes with the first file.
 */
import { useEffect, useSyncExternalStore } from "react";
import { loadPart } from "../../lib/load-part.ts";
import type { Media } from "../../../../contract/media.ts";
import { draftStore } from "../../lib/drafts.ts";
import { keepPreview } from "../../media/show/previews.ts";
import type { UploadItem } from "../../media/upload-item.ts";
import type { UploadList } from "../../media/upload-list.ts";
import { tellRefused } from "../../media/attach/tell-refused.ts";
import { maxMediaPerMessage } from "./limits.ts";
import { draftSlot, emptyDraft } from "./message-draft.ts";

export interface Attachments {
  items: readonly UploadItem[];
  /** Null until there is something to upload. */
  list: UploadList | null;
  busy: boolean;
  /** Some could not be uploaded. */
  failed: boolean;
  /** Empties the list into a message. */
  take: () => Media[];
}

/** Lists of rooms that have had one on this page. */
const lists = new Map<string, UploadList>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The list of a room. From the first time on its draft names what is in it, also while another screen is shown. */
async function open(slot: string): Promise<UploadList> {
  const { uploadsOf } = await loadPart(() => import("../../media/use-uploads.ts"));
  const known = lists.get(slot);
  if (known !== undefined) return known;
  const list = uploadsOf(slot);
  list.restore(draftStore.get(slot, emptyDraft).mediaIds);
  list.subscribe(() => {
    const draft = draftStore.get(slot, emptyDraft);
    const { ids: mediaIds } = list;
    if (mediaIds.join() !== draft.mediaIds.join()) draftStore.put(slot, { ...draft, mediaIds });
  });
  lists.set(slot, list);
  listeners.forEach((listener) => listener());
  return list;
}

/** Takes files for a room's next message, wherever in the room they were dropped or pasted; says what was not taken. */
export async function attach(conversationId: string, files: Iterable<File>): Promise<void> {
  const list = await open(draftSlot(conversationId));
  tellRefused(list.add(files, { max: maxMediaPerMessage }));
}

const none: readonly UploadItem[] = [];
const noItems = () => none;
const never = () => () => undefined;

export function useAttachments(conversationId: string): Attachments {
  const slot = draftSlot(conversationId);
  const list = useSyncExternalStore(
    subscribe,
    () => lists.get(slot) ?? null,
    () => null,
  );
  const items = useSyncExternalStore(list?.subscribe ?? never, list?.getItems ?? noItems, noItems);

  useEffect(() => {
    if (draftStore.get(slot, emptyDraft).mediaIds.length > 0) void open(slot);
  }, [slot]);

  return {
    items,
    list,
    busy: list?.busy ?? false,
    failed: items.some(({ state }) => state === "failed"),
    take: () => {
      const taken = list?.take() ?? none;
      for (const { media, previewUrl } of taken) {
        if (media !== undefined && previewUrl !== undefined) keepPreview(media.id, previewUrl);
      }
      return mediaOf(taken);
    },
  };
}

function mediaOf(items: readonly UploadItem[]): Media[] {
  return items.flatMap(({ state, media }) => (state === "ready" && media !== undefined ? [media] : []));
}
