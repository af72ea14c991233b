import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Post } from "../../../../contract/posts.ts";
import { postKeys } from "../../api/keys.ts";
import { postsApi } from "../../api/posts.ts";
import { describeError } from "../../lib/describe-error.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState, Notice } from "../../ui/surfaces.tsx";
import { toast } from "../../ui/toast.ts";
import { useViewer } from "../auth/viewer.ts";
import { replacePost } from "../posts/cache.ts";
import { postQuery } from "../posts/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { AudienceSelect, MoreOptions } from "./choices.tsx";
import { ComposeBar } from "./ComposeBar.tsx";
import { draftOf, isComplete, toUpdate } from "./draft.ts";
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
  const [draft, setDraft] = useState(() => draftOf(post));
  const [optionsOpen, setOptionsOpen] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => postsApi.update(post.id, toUpdate(draft)),
    onSuccess: async (saved) => {
      replacePost(queryClient, saved);
      await queryClient.invalidateQueries({ queryKey: postKeys.revisions(post.id) });
      await navigate({ to: "/posts/$postId", params: { postId: post.id }, replace: true });
      toast("Your post is changed.");
    },
  });
  const ready = isComplete(draft) && !isPending;
  const save = () => ready && mutate();

  return (
    <form
      aria-label="Edit post"
      className="grid gap-2.5 p-4 md:p-5"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {error !== null && (
        <Notice tone="danger" alert title="Not saved">
          {describeError(error).detail}
        </Notice>
      )}
      <div>
        <AudienceSelect draft={draft} onChange={setDraft} disabled={isPending} />
      </div>
      <PostFields draft={draft} onChange={setDraft} onSubmit={save} disabled={isPending} focused tall />
      {optionsOpen && (
        <MoreOptions draft={draft} onChange={setDraft} disabled={isPending} locale={viewer?.settings.locale ?? "en"} />
      )}
      <ComposeBar
        draft={draft}
        onChange={setDraft}
        fixedType
        disabled={isPending}
        optionsOpen={optionsOpen}
        onToggleOptions={() => setOptionsOpen(!optionsOpen)}
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
  );
}
