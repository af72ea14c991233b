import { Skeleton } from "../../ui/skeletons.tsx";

/** In the shape of comments that come. */
export function CommentSkeleton({ count = 4 }: { count?: number }) {
  return (
    <div role="status">
      <span className="sr-only">Loading comments</span>
      {Array.from({ length: count }, (_, n) => (
        <div key={n} className="flex gap-2.5 pt-3.5 pb-3">
          <Skeleton className="size-8 shrink-0 rounded-full!" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="mt-1.5 h-3 w-36" />
            <Skeleton className="h-3.5 w-full" />
            <Skeleton className="h-3.5 w-3/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
