import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef, type ReactNode } from "react";
import type { FeedItem } from "../../../../contract/posts.ts";
import type { FeedName } from "../../api/posts.ts";
import type { Pages } from "../../lib/pages.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PostList } from "./PostList.tsx";
import { feedQuery } from "./queries.ts";
import { newPosts, useArrivals } from "./use-arrivals.ts";

interface Props {
  name: FeedName;
  label: string;
  empty: ReactNode;
}

/** A feed that tells quietly when there is more on top. */
export function Feed({ name, label, empty }: Props) {
  const query = useInfiniteQuery(feedQuery(name));
  const top = useRef<HTMLDivElement>(null);

  function goToTop() {
    scrollTo({ top: 0 });
    // The pill goes; reading goes on at the list.
    top.current?.focus({ preventScroll: true });
  }

  return (
    <div ref={top} tabIndex={-1}>
      {query.data !== undefined && (
        <Arrivals name={name} feed={query.data} readAt={query.dataUpdatedAt} onLetIn={goToTop} />
      )}
      <PostList label={label} query={query} empty={empty} />
    </div>
  );
}

interface ArrivalsProps {
  name: FeedName;
  feed: Pages<FeedItem>;
  readAt: number;
  onLetIn: () => void;
}

/** Says how many posts wait. Floats over the list and takes no room in it. */
function Arrivals({ name, feed, readAt, onLetIn }: ArrivalsProps) {
  const { count, letIn } = useArrivals(name, feed, readAt);
  if (count === 0) return null;
  return (
    <div className="pointer-events-none sticky top-[calc(var(--bar)+0.5rem)] z-10 flex h-0 justify-center">
      <button
        type="button"
        onClick={() => {
          letIn();
          onLetIn();
        }}
        className="appear pointer-events-auto mt-2 inline-flex h-9 items-center gap-1.5 rounded-full bg-accent ps-3 pe-4 text-sm font-semibold text-on-accent shadow-float transition-colors hover:bg-accent-strong pointer-coarse:h-11"
      >
        <Icon name="arrow-up" size={18} />
        {newPosts(count)}
      </button>
    </div>
  );
}
