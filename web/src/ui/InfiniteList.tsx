/** Endless lists: more comes shortly before the end is reached, and a real button does the same. */
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Fragment, useEffect, useRef, type ReactNode } from "react";
import type { Page } from "../../../contract/page.ts";
import { Button } from "./Button.tsx";
import { ErrorState } from "./surfaces.tsx";

interface Props<Item> {
  /** What the list holds, for screen readers: "Posts". */
  label: string;
  query: UseInfiniteQueryResult<InfiniteData<Page<Item>>>;
  idOf: (item: Item) => string;
  children: (item: Item) => ReactNode;
  /** Shown while the first page comes. */
  skeleton: ReactNode;
  empty: ReactNode;
  /** Stands after the last item. */
  end?: ReactNode;
}

export function InfiniteList<Item>({ label, query, idOf, children, skeleton, empty, end }: Props<Item>) {
  if (query.isPending) return skeleton;
  if (query.data === undefined) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && !query.hasNextPage) return empty;
  return (
    <section aria-label={label} aria-busy={query.isFetching}>
      {items.map((item) => (
        <Fragment key={idOf(item)}>{children(item)}</Fragment>
      ))}
      <More query={query} />
      {!query.hasNextPage && end}
    </section>
  );
}

function More({
  query,
}: {
  query: Pick<
    UseInfiniteQueryResult,
    "hasNextPage" | "isFetchingNextPage" | "isFetchNextPageError" | "fetchNextPage" | "error"
  >;
}) {
  const sentinel = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const armed = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;

  useEffect(() => {
    const element = sentinel.current;
    if (element === null || !armed || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void fetchNextPage();
      },
      { rootMargin: "800px 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [armed, fetchNextPage]);

  if (!hasNextPage) return null;
  if (isFetchNextPageError) return <ErrorState error={query.error} onRetry={() => void fetchNextPage()} />;
  return (
    <div ref={sentinel} className="grid justify-items-center p-6">
      <Button variant="quiet" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? "Loading more" : "Load more"}
      </Button>
    </div>
  );
}
