/** A post by itself, whole, with what was said about it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import type { LoaderInput } from "../../routes/screen.ts";
import { PostSkeleton } from "../../ui/skeletons.tsx";
import { Comments } from "../comments/Comments.tsx";
import { levelQuery } from "../comments/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { findPost } from "./cache.ts";
import { LiveRoom } from "./LiveRoom.tsx";
import { postQuery } from "./queries.ts";
import { WholePost } from "./WholePost.tsx";

const route = getRouteApi("/shell/posts/$postId");

/** What a list knows of the post is shown at once; otherwise it is waited for. */
export async function loader({ context: { queryClient }, params }: LoaderInput): Promise<void> {
  const id = params["postId"] ?? "";
  void queryClient.prefetchInfiniteQuery(levelQuery(id, null, "top"));
  if (findPost(queryClient, id) === undefined) await queryClient.ensureQueryData(postQuery(id));
  else void queryClient.prefetchQuery(postQuery(id));
}

export function Screen() {
  const { postId } = route.useParams();
  const { sort = "top" } = route.useSearch();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { data: post, error } = useQuery({
    ...postQuery(postId),
    placeholderData: () => findPost(queryClient, postId),
  });
  if (error !== null && post === undefined) throw error;
  return (
    <>
      <ScreenHeader
        title={post?.type === "article" ? "Article" : "Post"}
        pageTitle={post === undefined ? "Post" : (post.article?.title ?? `${post.author.displayName} on Stoa`)}
        back="/"
      />
      {post === undefined ? (
        <PostSkeleton />
      ) : (
        <>
          <WholePost post={post} onGone={() => void leave()} />
          <LiveRoom key={post.id} postId={post.id} />
          <Comments post={post} sort={sort} />
        </>
      )}
    </>
  );

  async function leave(): Promise<void> {
    await router.navigate({ to: "/", replace: true });
  }
}
