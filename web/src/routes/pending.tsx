/** What stands while a screen's code comes: a bar and the list's own skeleton, so that nothing moves when it is there. */
import { PersonListSkeleton, PostListSkeleton } from "../ui/skeletons.tsx";

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
