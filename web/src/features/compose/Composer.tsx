import { useState } from "react";
import type { Me } from "../../../../contract/users.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useDraft } from "../../lib/drafts.ts";
import { AttachButton } from "../../media/attach/AttachButton.tsx";
import { AttachmentList } from "../../media/attach/AttachmentList.tsx";
import { DropZone } from "../../media/attach/DropZone.tsx";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { tellRefused } from "../../media/attach/tell-refused.ts";
import { AltReminder } from "./AltReminder.tsx";
import { useAttachments } from "./attachments.ts";
import { AudienceSelect, MoreOptions } from "./choices.tsx";
import { ComposeBar } from "./ComposeBar.tsx";
import { emptyDraft, isBlank, isComplete, postSlot } from "./draft.ts";
import { PostFields } from "./PostFields.tsx";
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

  function attach(files: File[]) {
    tellRefused(media.add(files));
  }

  return (
    <DropZone onFiles={held ? null : attach} hint="Drop pictures, videos or files here">
      <form
        aria-label="Write a post"
        className="grid gap-2.5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {error !== null && !held && !isBlank(draft) && (
          <Notice tone="danger" alert title="Not posted. Your words are safe here.">
            {describeError(error).detail}
          </Notice>
        )}
        <div>
          <AudienceSelect draft={draft} onChange={setDraft} disabled={held} />
        </div>
        <PostFields
          draft={draft}
          onChange={setDraft}
          cover={cover}
          attached={media.items}
          onSubmit={submit}
          disabled={held}
          focused={focused}
          tall={tall && media.items.length === 0}
        />
        <AttachmentList uploads={media} disabled={held} open={described} onOpen={setDescribed} />
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
        {optionsOpen && (
          <MoreOptions draft={draft} onChange={setDraft} disabled={held} locale={viewer.settings.locale} />
        )}
        <ComposeBar
          draft={draft}
          onChange={setDraft}
          disabled={held}
          optionsOpen={optionsOpen}
          onToggleOptions={() => setOptionsOpen(!optionsOpen)}
          attach={<AttachButton label="Add pictures, video or files" disabled={held} onFiles={attach} />}
        >
          <Button type="submit" pending={held} disabled={!ready && !held}>
            Post
          </Button>
        </ComposeBar>
      </form>
    </DropZone>
  );
}
