import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Post } from "../../../../contract/posts.ts";
import { describeUpload } from "../../media/upload-error.ts";
import { postKeys } from "../../api/keys.ts";
import { postsApi } from "../../api/posts.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { toast } from "../../ui/toast.ts";
import { useViewer } from "../auth/viewer.ts";
import { replacePost } from "../posts/cache.ts";
import { postQuery } from "../posts/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { shownIds, uploadedIds, useEditedMedia } from "./edited-media.ts";
import { DiscardGuard } from "./DiscardGuard.tsx";
import { draftOf, isCompleteChange, isSame, toUpdate } from "./draft.ts";
import { PostForm } from "./PostForm.tsx";

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
  const save = () => {
    if (ready) mutate();
  };
  const changed = !isSame({ ...draft, ...shownIds(post, media.items, cover.items) }, before);

  const back = () => navigate({ to: "/posts/$postId", params: { postId: post.id }, replace: true });
  return (
    <div className="grid gap-2.5 p-4 md:p-5">
      <DiscardGuard changed={changed} />
      <PostForm
        label="Edit post"
        draft={draft}
        onChange={setDraft}
        media={media}
        cover={cover}
        accept={accept}
        fixedType
        locale={viewer?.settings.locale ?? "en"}
        failure={error === null ? null : { title: "Not saved", detail: describeUpload(error).detail }}
        held={isPending}
        focused
        tall
        described={described}
        onDescribe={setDescribed}
        optionsOpen={optionsOpen}
        onToggleOptions={setOptionsOpen}
        onSubmit={save}
      >
        <Button variant="quiet" onClick={() => void back()}>
          Cancel
        </Button>
        <Button type="submit" pending={isPending} disabled={!ready && !isPending}>
          Save
        </Button>
      </PostForm>
      <p className="text-sm text-muted">Who sees the post can also see how it was before.</p>
    </div>
  );
}
