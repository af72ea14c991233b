import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Post } from "../../../../contract/posts.ts";
import { AttachButton } from "../../media/attach/AttachButton.tsx";
import { AttachmentList } from "../../media/attach/AttachmentList.tsx";
import { DropZone } from "../../media/attach/DropZone.tsx";
import { describeUpload } from "../../media/upload-error.ts";
import { postKeys } from "../../api/keys.ts";
import { postsApi } from "../../api/posts.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState, Notice } from "../../ui/surfaces.tsx";
import { toast } from "../../ui/toast.ts";
import { tellRefused } from "../../media/attach/tell-refused.ts";
import { useViewer } from "../auth/viewer.ts";
import { replacePost } from "../posts/cache.ts";
import { postQuery } from "../posts/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { shownIds, uploadedIds, useEditedMedia } from "./edited-media.ts";
import { AudienceSelect, MoreOptions } from "./choices.tsx";
import { ComposeBar } from "./ComposeBar.tsx";
import { DiscardGuard } from "./DiscardGuard.tsx";
import { draftOf, isCompleteChange, isSame, toUpdate } from "./draft.ts";
import { PostFields } from "./PostFields.tsx";

const route = getRouteApi("/shell/posts/$postId/edit");

export const loader = ({ context, params }: LoaderInput) =>
  context.queryClient.fetchQuery(postQuery(params["postId"] ?? ""));

export function Screen() {
  const { postId } = route.useParams();
  const viewer = useViewer();
  const { data: post } = useSuspenseQuery(postQuery(postId));
  return (
    <>
      <ScreenHeader title="Edit post" back={`/posts/${postId}`} />
      {viewer?.id === post.author.id ? (
        <EditPost key={postId} post={post} />
      ) : (
        <EmptyState level={2} icon="lock" title="Not yours to edit">
          Only who wrote a post can change it.
        </EmptyState>
      )}
    </>
  );
}

function EditPost({ post }: { post: Post }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const viewer = useViewer();
  const [before] = useState(() => draftOf(post));
  const [draft, setDraft] = useState(before);
  const [optionsOpen, setOptionsOpen] = useState(false);
  const [described, setDescribed] = useState<string | null>(null);
  const { media, cover, accept } = useEditedMedia(post);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const ids = await uploadedIds(post, media.list, cover.list);
      return postsApi.update(post.id, toUpdate({ ...draft, ...ids }));
    },
    onSuccess: async (saved) => {
      // What was uploaded belongs to the post now.
      media.list.take();
      cover.list.take();
      replacePost(queryClient, saved);
      await queryClient.invalidateQueries({ queryKey: postKeys.revisions(post.id) });
      await navigate({ to: "/posts/$postId", params: { postId: post.id }, replace: true, ignoreBlocker: true });
      toast("Your post is changed.");
    },
  });
  const ready = isCompleteChange(post.type, draft, [...media.items, ...cover.items]) && !isPending;
  const save = () => ready && mutate();
  const changed = !isSame({ ...draft, ...shownIds(post, media.items, cover.items) }, before);

  function attach(files: File[]) {
    tellRefused(media.add(files));
  }

  return (
    <div className="p-4 md:p-5">
      <DiscardGuard changed={changed} />
      <DropZone
        onFiles={isPending ? null : attach}
        hint={accept === undefined ? "Drop pictures, videos or files here" : "Drop pictures here"}
      >
        <form
          aria-label="Edit post"
          className="grid gap-2.5"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          {error !== null && (
            <Notice tone="danger" alert title="Not saved">
              {describeUpload(error).detail}
            </Notice>
          )}
          <div>
            <AudienceSelect draft={draft} onChange={setDraft} disabled={isPending} />
          </div>
          <PostFields
            draft={draft}
            onChange={setDraft}
            cover={cover}
            attached={media.items}
            onSubmit={save}
            disabled={isPending}
            focused
            tall={media.items.length === 0}
          />
          <AttachmentList uploads={media} disabled={isPending} open={described} onOpen={setDescribed} />
          {optionsOpen && (
            <MoreOptions
              draft={draft}
              onChange={setDraft}
              disabled={isPending}
              locale={viewer?.settings.locale ?? "en"}
            />
          )}
          <ComposeBar
            draft={draft}
            onChange={setDraft}
            fixedType
            disabled={isPending}
            optionsOpen={optionsOpen}
            onToggleOptions={() => setOptionsOpen(!optionsOpen)}
            attach={
              <AttachButton
                label={accept === undefined ? "Add pictures, video or files" : "Add pictures"}
                {...(accept !== undefined && { accept })}
                disabled={isPending}
                onFiles={attach}
              />
            }
          >
            <Button
              variant="quiet"
              onClick={() => void navigate({ to: "/posts/$postId", params: { postId: post.id }, replace: true })}
            >
              Cancel
            </Button>
            <Button type="submit" pending={isPending} disabled={!ready && !isPending}>
              Save
            </Button>
          </ComposeBar>
          <p className="text-sm text-muted">Who sees the post can also see how it was before.</p>
        </form>
      </DropZone>
    </div>
  );
}
