import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef, type ReactNode } from "react";
import type { FeedName } from "../../api/posts.ts";
import { Icon } from "../../ui/Icon.tsx";
import { feedQuery } from "./queries.ts";
import { PostList } from "./PostList.tsx";
import { newPosts, useArrivals } from "./use-arrivals.ts";

interface Props {
  name: FeedName;
  label: string;
  empty: ReactNode;
}

/** A feed that tells quietly when there is more on top. */
export function Feed({ name, label, empty }: Props) {
  const query = useInfiniteQuery(feedQuery(name));
  const { count, letIn } = useArrivals(name, query.data, query.dataUpdatedAt);
  const top = useRef<HTMLDivElement>(null);
  return (
    <div ref={top} tabIndex={-1}>
      {count > 0 && (
        <NewPostsPill
          count={count}
          onPress={() => {
            letIn();
            scrollTo({ top: 0 });
            // The pill goes; reading goes on at the list.
            top.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <PostList label={label} query={query} empty={empty} />
    </div>
  );
}

/** Floats over the list and takes no room in it. */
function NewPostsPill({ count, onPress }: { count: number; onPress: () => void }) {
  return (
    <div className="pointer-events-none sticky top-[calc(var(--bar)+0.5rem)] z-10 flex h-0 justify-center">
      <button
        type="button"
        onClick={onPress}
        className="appear pointer-events-auto mt-2 inline-flex h-9 items-center gap-1.5 rounded-full bg-accent ps-3 pe-4 text-sm font-semibold text-on-accent shadow-float transition-colors hover:bg-accent-strong pointer-coarse:h-11"
      >
        <Icon name="arrow-up" size={18} />
        {newPosts(count)}
      </button>
    </div>
  );
}
