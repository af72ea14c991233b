/** What is attached to a post that is being changed: what it has, and what is uploaded for it. */
import type { Post } from "../../../../contract/posts.ts";
import { FileRefused } from "../../media/upload-error.ts";
import type { UploadItem } from "../../media/upload-item.ts";
import type { UploadList } from "../../media/upload-list.ts";
import { type Uploads, useUploads } from "../../media/use-uploads.ts";
import { coverTypes } from "./attachments.ts";
import { maxMediaPerPost, type PostDraft } from "./draft.ts";

interface EditedMedia {
  media: Uploads;
  cover: Uploads;
  /** What may be added to a post of this type; all kinds where it is undefined. */
  accept: string | undefined;
}

export function useEditedMedia({ type, media: attached, article }: Post): EditedMedia {
  const accept = type === "image" ? "image/*" : undefined;
  const media = useUploads({ max: maxMediaPerPost, accept, initial: attached });
  const cover = useUploads({
    max: 1,
    accept: coverTypes,
    ...(article?.cover !== undefined && { initial: [article.cover] }),
  });
  return { media, cover, accept };
}

/** What the post has on the form now; what has not arrived yet goes by its key. */
export function shownIds(
  { article }: Post,
  media: readonly UploadItem[],
  cover: readonly UploadItem[],
): Pick<PostDraft, "mediaIds" | "coverId"> {
  const idOf = (item: UploadItem) => item.media?.id ?? item.key;
  const [covering] = cover;
  return { mediaIds: media.map(idOf), coverId: covering === undefined ? hiddenCover(article) : idOf(covering) };
}

/** The ids of what the post will have, once all uploads have arrived. Errors: `FileRefused` when one of them failed. */
export async function uploadedIds(
  { article }: Post,
  media: UploadList,
  cover: UploadList,
): Promise<Pick<PostDraft, "mediaIds" | "coverId">> {
  const { signal } = new AbortController();
  const ready = await Promise.all([media.settled(signal), cover.settled(signal)]);
  if (!ready.every(Boolean)) throw new FileRefused("Something could not be uploaded. Try it again, or remove it.");
  return { mediaIds: media.ids, coverId: cover.ids[0] ?? hiddenCover(article) };
}

/** A cover that the post names but does not show was not on the form, and stays. */
function hiddenCover(article: Post["article"]): string | null {
  return article?.cover === undefined ? (article?.coverId ?? null) : null;
}
