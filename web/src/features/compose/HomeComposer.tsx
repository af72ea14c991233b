import { useState } from "react";
import { useDraft } from "../../lib/drafts.ts";
import { useUploads } from "../../media/use-uploads.ts";
import { Avatar } from "../../ui/people.tsx";
import { useViewer } from "../auth/viewer.ts";
import { Composer } from "./Composer.tsx";
import { emptyDraft, isBlank, maxMediaPerPost, postSlot } from "./draft.ts";

/** On top of one's feed: a line that becomes a composer when it is touched, or when there is something begun. */
export function HomeComposer() {
  const viewer = useViewer();
  const slot = postSlot(viewer?.id ?? "");
  const [draft] = useDraft(slot, emptyDraft);
  const { items } = useUploads({ max: maxMediaPerPost, slot });
  const [open, setOpen] = useState(false);
  if (viewer === null) return null;
  return (
    <div className="flex gap-3 border-b border-line px-4 py-3.5 md:px-5">
      <Avatar person={viewer} />
      <div className="min-w-0 flex-1">
        {open || !isBlank(draft) || items.length > 0 ? (
          <Composer viewer={viewer} focused={open} onSent={() => setOpen(false)} />
        ) : (
          <button
            type="button"
            onClick={() => setOpen(true)}
            className="h-10 w-full rounded-full bg-sunken px-4 text-start text-muted transition-colors hover:text-text pointer-coarse:h-11"
          >
            What is on your mind?
          </button>
        )}
      </div>
    </div>
  );
}
