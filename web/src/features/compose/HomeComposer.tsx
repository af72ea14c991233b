import { lazy, Suspense, useState } from "react";
import { loadPart } from "../../lib/load-part.ts";
import { useDraft } from "../../lib/drafts.ts";
import { cx } from "../../lib/cx.ts";
import { Avatar } from "../../ui/people.tsx";
import { useViewer } from "../auth/viewer.ts";
import { useAttaching } from "./attaching.ts";
import { emptyDraft, isBlank, postSlot } from "./draft.ts";

// Whoever only reads does without it.
const load = () => loadPart(() => import("./Composer.tsx"));
const Composer = lazy(() => load().then(({ Composer: composer }) => ({ default: composer })));

const line = "min-h-10 w-full rounded-full bg-sunken px-4 py-1 text-start text-muted pointer-coarse:min-h-11";
const invitation = "What is on your mind?";

/** On top of one's feed: a line that becomes a composer when it is touched, or when there is something begun. */
export function HomeComposer() {
  const viewer = useViewer();
  const slot = postSlot(viewer?.id ?? "");
  const [draft] = useDraft(slot, emptyDraft);
  const attaching = useAttaching(slot);
  const [open, setOpen] = useState(false);
  if (viewer === null) return null;
  const writing = open || attaching || !isBlank(draft);
  return (
    <div className="flex gap-3 border-b border-line px-4 py-3.5 md:px-5">
      {/* On phones one writes from edge to edge. */}
      <span className={cx(writing && "max-md:hidden")}>
        <Avatar person={viewer} />
      </span>
      <div className="min-w-0 flex-1">
        {writing ? (
          <Suspense fallback={<p className={cx(line, "grid items-center")}>{invitation}</p>}>
            <Composer viewer={viewer} focused={open} onSent={() => setOpen(false)} />
          </Suspense>
        ) : (
          <button
            type="button"
            onPointerEnter={() => void load()}
            onFocus={() => void load()}
            onClick={() => setOpen(true)}
            className={cx(line, "transition-colors hover:text-text")}
          >
            {invitation}
          </button>
        )}
      </div>
    </div>
  );
}
