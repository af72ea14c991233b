import { Suspense, useId, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useInvite } from "../auth/use-invite.ts";
import { useViewer } from "../auth/viewer.ts";
import { subjectOf } from "./use-live-post.ts";

const SubjectRoom = lazyPart(() => import("../rooms/SubjectRoom.tsx"));

/** The room beside a post, for what is said in passing; it comes with the first look into it. */
export function LiveRoom({ postId }: { postId: string }) {
  const [open, setOpen] = useState(false);
  const viewer = useViewer();
  const invite = useInvite();
  const panel = useId();
  return (
    <section aria-label="Live room" className="border-b border-line">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => (viewer === null ? invite("Sign in to enter the room.") : setOpen(!open))}
        className="flex min-h-12 w-full items-center gap-3 px-4 text-start transition-colors hover:bg-sunken/45 focus-visible:-outline-offset-2 md:px-5"
      >
        <Icon name="comment" className="text-accent" />
        <span className="flex-1">
          <span className="font-semibold">Live room</span>
          <span className="text-sm text-muted"> · talk with whoever is here</span>
        </span>
        <Icon name="chevron-down" size={18} className={cx("text-muted transition-transform", open && "rotate-180")} />
      </button>
      <div id={panel}>
        {open && viewer !== null && (
          <div className="border-t border-line">
            <Suspense fallback={<div className="h-[min(30rem,70dvh)]" />}>
              <SubjectRoom subject={subjectOf(postId)} />
            </Suspense>
          </div>
        )}
      </div>
    </section>
  );
}
