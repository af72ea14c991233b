import { useState } from "react";
import type { Me } from "../../../../contract/users.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useDraft } from "../../lib/drafts.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { AltReminder } from "./AltReminder.tsx";
import { useAttachments } from "./attachments.ts";
import { emptyDraft, isBlank, isComplete, postSlot } from "./draft.ts";
import { PostForm } from "./PostForm.tsx";
import { usePublishing } from "./use-publish.ts";
import { useSend } from "./use-send.ts";
import { stopWaiting } from "./waiting.ts";

interface Props {
  viewer: Me;
  focused?: boolean;
  /** For a page of its own. */
  tall?: boolean;
  /** Called when the post is on its way: it stands on top of the feed already. */
  onSent?: () => void;
}

/** Writes a new post. What is typed and uploaded is kept on this device until it is sent. */
export function Composer({ viewer, focused = false, tall = false, onSent }: Props) {
  const slot = postSlot(viewer.id);
  const [draft, setDraft] = useDraft(slot, emptyDraft);
  const [optionsOpen, setOptionsOpen] = useState(false);
  const [described, setDescribed] = useState<string | null>(null);
  const { media, cover } = useAttachments(viewer.id);
  const { pending, error } = usePublishing();
  const { send, waiting, reminding } = useSend(viewer, () => {
    setOptionsOpen(false);
    onSent?.();
  });
  const attached = draft.type === "article" ? [...media.items, ...cover.items] : media.items;
  const ready = isComplete(draft, attached) && !pending && !waiting;
  const held = pending || waiting;
  const lacking = media.items.filter(({ kind, alt }) => kind === "image" && alt === "");

  function submit(anyway = false) {
    if (ready) send(anyway);
  }

  return (
    <PostForm
      label="Write a post"
      draft={draft}
      onChange={setDraft}
      media={media}
      cover={cover}
      locale={viewer.settings.locale}
      failure={
        error !== null && !held && !isBlank(draft)
          ? { title: "Not posted. Your words are safe here.", detail: describeError(error).detail }
          : null
      }
      held={held}
      focused={focused}
      tall={tall}
      described={described}
      onDescribe={setDescribed}
      optionsOpen={optionsOpen}
      onToggleOptions={setOptionsOpen}
      onSubmit={() => submit()}
      notices={
        <>
          {reminding && (
            <AltReminder
              count={lacking.length}
              onDescribe={() => setDescribed(lacking[0]?.key ?? null)}
              onPost={() => submit(true)}
            />
          )}
          {waiting && (
            <Notice
              tone="accent"
              title="Posting when uploads are done"
              action={
                <Button size="sm" variant="quiet" onClick={() => stopWaiting(slot)}>
                  Keep writing
                </Button>
              }
            >
              You can look around meanwhile. Only closing the page would stop them.
            </Notice>
          )}
          <p role="status" className="sr-only">
            {waiting ? "Posting when uploads are done" : ""}
          </p>
        </>
      }
    >
      <Button type="submit" pending={held} disabled={!ready && !held}>
        Post
      </Button>
    </PostForm>
  );
}
