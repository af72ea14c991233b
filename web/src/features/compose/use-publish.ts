import { type QueryClient, useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { FeedItem, Post } from "../../../../contract/posts.ts";
import type { Me } from "../../../../contract/users.ts";
import { createIdempotencyKeys } from "../../api/idempotency.ts";
import { postKeys } from "../../api/keys.ts";
import { postsApi } from "../../api/posts.ts";
import { announce } from "../../lib/announce.ts";
import { draftStore } from "../../lib/drafts.ts";
import { allItems, type Pages } from "../../lib/pages.ts";
import { keepPreview } from "../../media/show/previews.ts";
import type { UploadItem } from "../../media/upload-item.ts";
import { uploadsOf } from "../../media/use-uploads.ts";
import { toast } from "../../ui/toast.ts";
import { countOwn } from "../people/cache.ts";
import { prependToLists, replaceItem } from "../posts/cache.ts";
import { coverSlot, emptyDraft, type PostDraft, postSlot, toNewPost } from "./draft.ts";
import { provisionalItem } from "./provisional.ts";

const mutationKey = ["publish"] as const;
/** Screens with a composer. */
const composers = new Set(["/", "/write"]);

// One post is under way at a time, so that one keeper of keys serves all composers: the same words sent again after a lost
// answer, from wherever, create nothing twice.
const keys = createIdempotencyKeys();

/** A draft with what is attached to it, taken out of the composer. */
interface Outgoing {
  draft: PostDraft;
  attached: readonly UploadItem[];
  cover: readonly UploadItem[];
}

/**
 * Sends a post whose uploads are all there. It stands on top of the lists at once; when the server refuses, it leaves them and its words are back in
 * the composer, wherever that is by then.
 */
export function usePublish(viewer: Me): (draft: PostDraft) => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  const slot = postSlot(viewer.id);
  const uploads = uploadsOf(slot);
  const covers = uploadsOf(coverSlot(viewer.id));
  const { mutate } = useMutation({
    mutationKey,
    mutationFn: ({ draft, attached }: Outgoing) => {
      const body = toNewPost(draft, viewer.settings.locale, attached);
      return postsApi.create(body, keys.keyFor(body));
    },
    onMutate: ({ draft, attached, cover }) => {
      const [media, covering] = [mediaOf(attached), mediaOf(cover)];
      const item = provisionalItem(draft, viewer, Date.now(), { media, cover: covering[0] ?? null });
      prependToLists(queryClient, listsFor(item.post, viewer), item);
      return { item };
    },
    onSuccess: (post, _outgoing, { item }) => {
      keys.done();
      draftStore.forget(slot);
      replaceItem(queryClient, item.id, { id: post.id, post });
      for (const queryKey of listsFor(post, viewer)) void readWith(queryClient, queryKey, post);
      queryClient.setQueryData(postKeys.detail(post.id), post);
      countOwn(queryClient, "posts", 1);
      for (const tag of post.tags) {
        void queryClient.invalidateQueries({ queryKey: postKeys.feed(`tag:${tag}`), refetchType: "none" });
      }
      announce("Posted");
    },
    onError: (_error, { draft, attached, cover }, context) => {
      draftStore.put(slot, draft);
      uploads.putBack(attached);
      covers.putBack(cover);
      // A composer that is in sight shows the words again, and why; elsewhere one is told where they are.
      if (!composers.has(router.state.location.pathname)) {
        const open = { label: "Open", run: () => void router.navigate({ to: "/write" }) };
        toast("Not posted. Your words are safe.", { tone: "danger", action: open });
      }
      if (context !== undefined) replaceItem(queryClient, context.item.id, null);
    },
  });
  return (written) => {
    // Articles alone have covers; one that was chosen before the draft became something else goes.
    const isArticle = written.type === "article";
    const draft = { ...written, mediaIds: uploads.ids, coverId: isArticle ? (covers.ids[0] ?? null) : null };
    draftStore.setAside(slot, emptyDraft);
    const cover = isArticle ? covers.take() : [];
    covers.dispose();
    mutate({ draft, attached: uploads.take(), cover });
  };
}

/** Has a list read again that lacks the post, or that is being read and may have been asked for before there was one. */
async function readWith(queryClient: QueryClient, queryKey: readonly unknown[], post: Post): Promise<void> {
  const isBeingRead = queryClient.isFetching({ queryKey }) > 0;
  // Query never begins a list's first reading again; it can only be given up.
  if (isBeingRead) await queryClient.cancelQueries({ queryKey });
  const list = queryClient.getQueryData<Pages<FeedItem>>(queryKey);
  const lacksIt = list !== undefined && !allItems(list).some(({ id }) => id === post.id);
  if (isBeingRead || lacksIt) await queryClient.invalidateQueries({ queryKey });
}

/** The media of items, with the pictures of this device to be shown until the server's are wanted. */
function mediaOf(items: readonly UploadItem[]) {
  return items.flatMap(({ media, previewUrl }) => {
    if (media === undefined) return [];
    if (previewUrl !== undefined) keepPreview(media.id, previewUrl);
    return [media];
  });
}

/** What became of the last post that was sent from this page. */
export function usePublishing(): { pending: boolean; error: unknown; at: number } {
  const last = useMutationState({ filters: { mutationKey }, select: ({ state }) => state }).at(-1);
  return { pending: last?.status === "pending", error: last?.error ?? null, at: last?.submittedAt ?? 0 };
}

/** Lists that the server puts a new post of this audience on. */
function listsFor({ audience }: Post, { username }: Me): (readonly unknown[])[] {
  const own = [postKeys.feed("home"), postKeys.ofPerson(username)];
  return audience === "public" ? [...own, postKeys.feed("latest")] : own;
}
