/** The form of a post, with what is attached to it: the same when one writes it and when one changes it. */
import type { ReactNode } from "react";
import { AttachButton } from "../../media/attach/AttachButton.tsx";
import { AttachmentList } from "../../media/attach/AttachmentList.tsx";
import { DropZone } from "../../media/attach/DropZone.tsx";
import { tellRefused } from "../../media/attach/tell-refused.ts";
import type { Uploads } from "../../media/use-uploads.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { AudienceSelect, MoreOptions } from "./choices.tsx";
import { ComposeBar } from "./ComposeBar.tsx";
import type { PostDraft } from "./draft.ts";
import { PostFields } from "./PostFields.tsx";

interface Props {
  /** What the form is for. */
  label: string;
  draft: PostDraft;
  onChange: (draft: PostDraft) => void;
  media: Uploads;
  cover: Uploads;
  /** As of a file input; all kinds where it is undefined. */
  accept?: string | undefined;
  /** The kind of a post that is there already stays. */
  fixedType?: boolean;
  /** Language of the account. */
  locale: string;
  /** Why it did not go through. */
  failure: { title: string; detail: string } | null;
  /** On its way: nothing can be changed. */
  held: boolean;
  focused?: boolean;
  tall?: boolean;
  /** Key of what is being described; null for nothing. */
  described: string | null;
  onDescribe: (key: string | null) => void;
  optionsOpen: boolean;
  onToggleOptions: (open: boolean) => void;
  onSubmit: () => void;
  /** Between what is attached and the bar. */
  notices?: ReactNode;
  /** Buttons, the main one last. */
  children: ReactNode;
}

export function PostForm(props: Props) {
  const { label, draft, onChange, media, cover, accept, fixedType = false, locale, failure, held } = props;
  const { focused = false, tall = false, described, onDescribe, optionsOpen, onToggleOptions, onSubmit } = props;
  const attach = (files: File[]) => tellRefused(media.add(files));
  return (
    <DropZone
      onFiles={held ? null : attach}
      hint={accept === undefined ? "Drop pictures, videos or files here" : "Drop pictures here"}
    >
      <form
        aria-label={label}
        className="grid grid-cols-[minmax(0,1fr)] gap-2.5"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {failure !== null && (
          <Notice tone="danger" alert title={failure.title}>
            {failure.detail}
          </Notice>
        )}
        <div>
          <AudienceSelect draft={draft} onChange={onChange} disabled={held} />
        </div>
        <PostFields
          draft={draft}
          onChange={onChange}
          cover={cover}
          attached={media.items}
          onSubmit={onSubmit}
          disabled={held}
          focused={focused}
          tall={tall && media.items.length === 0}
        />
        <AttachmentList uploads={media} disabled={held} open={described} onOpen={onDescribe} />
        {props.notices}
        {optionsOpen && <MoreOptions draft={draft} onChange={onChange} disabled={held} locale={locale} />}
        <ComposeBar
          draft={draft}
          onChange={onChange}
          fixedType={fixedType}
          disabled={held}
          optionsOpen={optionsOpen}
          onToggleOptions={() => onToggleOptions(!optionsOpen)}
          attach={
            <AttachButton
              label={accept === undefined ? "Add pictures, video or files" : "Add pictures"}
              {...(accept !== undefined && { accept })}
              disabled={held}
              onFiles={attach}
            />
          }
        >
          {props.children}
        </ComposeBar>
      </form>
    </DropZone>
  );
}
