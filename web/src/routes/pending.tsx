/** What stands while a screen's code comes: a bar and the list's own skeleton, so that nothing moves when it is there. */
import { PersonListSkeleton, PersonSkeleton, PostListSkeleton, PostSkeleton, Skeleton } from "../ui/skeletons.tsx";

function Bar() {
  return <div className="min-h-(--bar) border-b border-line" />;
}

export function PostsPending() {
  return (
    <>
      <Bar />
      <PostListSkeleton />
    </>
  );
}

export function PeoplePending() {
  return (
    <>
      <Bar />
      <PersonListSkeleton />
    </>
  );
}

export function MessagesPending() {
  return (
    <div role="status" className="h-full">
      <span className="sr-only">Loading messages</span>
      <Bar />
      <PersonSkeleton />
      <PersonSkeleton />
      <PersonSkeleton />
    </div>
  );
}

export function PostPending() {
  return (
    <>
      <Bar />
      <div role="status">
        <span className="sr-only">Loading the post</span>
        <PostSkeleton />
      </div>
    </>
  );
}

export function ProfilePending() {
  return (
    <>
      <Bar />
      <div role="status">
        <span className="sr-only">Loading the profile</span>
        <Skeleton className="h-28 rounded-none! md:h-44" />
        <div className="grid gap-3 px-4 pb-6 md:px-5">
          <Skeleton className="-mt-14 size-28 rounded-full! ring-4 ring-ground" />
          <Skeleton className="h-7 w-52" />
          <Skeleton className="h-3.5 w-28" />
          <Skeleton className="mt-2 h-3.5 w-full" />
          <Skeleton className="h-3.5 w-3/5" />
        </div>
      </div>
    </>
  );
}
