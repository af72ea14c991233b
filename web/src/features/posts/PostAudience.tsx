/** How many people have seen a post, and how many are here with the reader. */
import { useCounts } from "../../live/use-hub.ts";
import { RollingCount } from "../../ui/counts.tsx";
import { subjectOf } from "./use-live-post.ts";

export function Views({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <>
      <span aria-hidden="true">·</span>
      <span>
        <RollingCount value={count} /> {count === 1 ? "view" : "views"}
      </span>
    </>
  );
}

/** Counts the reader among those who have the post open, and says how many they are once they are not alone. */
export function PeopleHere({ postId }: { postId: string }) {
  const { viewers = 0 } = useCounts(subjectOf(postId), { viewing: true }) ?? {};
  if (viewers < 2) return null;
  return (
    <span role="status" className="appear ms-auto inline-flex items-center gap-1.5 font-medium text-text">
      <span aria-hidden="true" className="size-2 rounded-full bg-live" />
      <span>
        <RollingCount value={viewers} /> people here now
      </span>
    </span>
  );
}
