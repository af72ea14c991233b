/** Placeholders in the shape of what comes, so that nothing jumps when it does. */
import { cx } from "../lib/cx.ts";

/** A bar; give it width and height. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx("skeleton block", className)} />;
}

/** `label` is what screen readers hear instead of grey bars. */
function Loading({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

export function PostSkeleton() {
  return (
    <div className="flex gap-3 border-b border-line p-4 md:px-5">
      <Skeleton className="size-10 shrink-0 rounded-full!" />
      <div className="grid flex-1 gap-3">
        <Skeleton className="mt-1 h-3.5 w-48" />
        <div className="grid gap-2">
          <Skeleton className="h-3.5 w-full" />
          <Skeleton className="h-3.5 w-11/12" />
          <Skeleton className="h-3.5 w-3/5" />
        </div>
        <Skeleton className="h-3 w-2/5" />
      </div>
    </div>
  );
}

export function PersonSkeleton() {
  return (
    <div className="flex items-center gap-3 p-4 md:px-5">
      <Skeleton className="size-12 shrink-0 rounded-full!" />
      <div className="grid flex-1 gap-2">
        <Skeleton className="h-3.5 w-40" />
        <Skeleton className="h-3 w-24" />
      </div>
    </div>
  );
}

const several = [0, 1, 2, 3, 4];

export function PostListSkeleton() {
  return (
    <Loading label="Loading posts">
      {several.map((n) => (
        <PostSkeleton key={n} />
      ))}
    </Loading>
  );
}

export function PersonListSkeleton() {
  return (
    <Loading label="Loading people">
      {several.map((n) => (
        <PersonSkeleton key={n} />
      ))}
    </Loading>
  );
}

/** Settings and other pages of text and controls. */
export function PageSkeleton() {
  return (
    <Loading label="Loading">
      <div className="grid gap-4 p-4 md:p-5">
        <Skeleton className="h-6 w-56" />
        <Skeleton className="h-3.5 w-full" />
        <Skeleton className="h-3.5 w-4/5" />
        <Skeleton className="mt-4 h-11 w-full" />
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-10 w-28" />
      </div>
    </Loading>
  );
}
