import { useState } from "react";
import type { Me } from "../../../../contract/users.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useDraft } from "../../lib/drafts.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { AudienceSelect, MoreOptions } from "./choices.tsx";
import { ComposeBar } from "./ComposeBar.tsx";
import { emptyDraft, isBlank, isComplete, postSlot } from "./draft.ts";
import { PostFields } from "./PostFields.tsx";
import { usePublish, usePublishing } from "./use-publish.ts";

interface Props {
  viewer: Me;
  focused?: boolean;
  /** For a page of its own. */
  tall?: boolean;
  /** Called when the post is on its way: it stands on top of the feed already. */
  onSent?: () => void;
}

/** Writes a new post. What is typed is kept on this device until it is sent. */
export function Composer({ viewer, focused = false, tall = false, onSent }: Props) {
  const [draft, setDraft] = useDraft(postSlot(viewer.id), emptyDraft);
  const [optionsOpen, setOptionsOpen] = useState(false);
  const publish = usePublish(viewer);
  const { pending, error } = usePublishing();
  const ready = isComplete(draft) && !pending;

  function send() {
    if (!ready) return;
    publish(draft);
    setOptionsOpen(false);
    onSent?.();
  }

  return (
    <form
      aria-label="Write a post"
      className="grid gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {error !== null && !pending && !isBlank(draft) && (
        <Notice tone="danger" alert title="Not posted. Your words are safe here.">
          {describeError(error).detail}
        </Notice>
      )}
      <div>
        <AudienceSelect draft={draft} onChange={setDraft} disabled={pending} />
      </div>
      <PostFields draft={draft} onChange={setDraft} onSubmit={send} disabled={pending} focused={focused} tall={tall} />
      {optionsOpen && (
        <MoreOptions draft={draft} onChange={setDraft} disabled={pending} locale={viewer.settings.locale} />
      )}
      <ComposeBar
        draft={draft}
        onChange={setDraft}
        disabled={pending}
        optionsOpen={optionsOpen}
        onToggleOptions={() => setOptionsOpen(!optionsOpen)}
      >
        <Button type="submit" pending={pending} disabled={!ready && !pending}>
          Post
        </Button>
      </ComposeBar>
    </form>
  );
}
