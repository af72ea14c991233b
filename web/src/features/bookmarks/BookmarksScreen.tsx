import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { LoaderInput } from "../../routes/screen.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { PostList } from "../feed/PostList.tsx";
import { feedQuery } from "../feed/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";

export async function loader({ context }: LoaderInput): Promise<void> {
  void context.queryClient.prefetchInfiniteQuery(feedQuery("bookmarks"));
}

export function Screen() {
  const query = useInfiniteQuery(feedQuery("bookmarks"));
  return (
    <>
      <ScreenHeader title="Bookmarks" subtitle="Only you see what you keep" />
      <PostList label="Bookmarks" query={query} empty={<NothingKept />} />
    </>
  );
}

function NothingKept() {
  return (
    <EmptyState
      icon="bookmark"
      title="Nothing kept yet"
      action={
        <Link to="/latest" className={buttonClass({ variant: "secondary" })}>
          Look at Latest
        </Link>
      }
    >
      Press the bookmark under a post to find it here again. Its author is not told.
    </EmptyState>
  );
}
