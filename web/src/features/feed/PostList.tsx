import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { Suspense, useRef, type ReactNode } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import type { FeedItem } from "../../../../contract/posts.ts";
import type { Pages } from "../../lib/pages.ts";
import { InfiniteList } from "../../ui/InfiniteList.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { PostListSkeleton } from "../../ui/skeletons.tsx";
import { PostCard } from "../posts/PostCard.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const ShortcutsDialog = lazyPart(() => import("./ShortcutsDialog.tsx"));

interface Props {
  label: string;
  query: UseInfiniteQueryResult<Pages<FeedItem>>;
  empty: ReactNode;
}

/** Posts without end, each as a card. */
export function PostList({ label, query, empty }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const { helpOpen, closeHelp } = useShortcuts(list);
  return (
    <div ref={list}>
      <InfiniteList
        label={label}
        query={query}
        idOf={(item) => item.id}
        skeleton={<PostListSkeleton />}
        empty={empty}
        end={<EndOfList />}
      >
        {(item) => <PostCard item={item} />}
      </InfiniteList>
      {helpOpen && (
        <Suspense fallback={null}>
          <ShortcutsDialog onClose={closeHelp} />
        </Suspense>
      )}
    </div>
  );
}

/** There is no more. */
export function EndOfList() {
  return (
    <div className="grid justify-items-center gap-2 py-10 text-sm text-muted">
      <Mark size={18} className="opacity-60" />
      <p>That is all there is.</p>
    </div>
  );
}
