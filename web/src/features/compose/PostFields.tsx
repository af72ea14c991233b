/** The fields of a post: words, what is attached to them, who may see them. Used to write and to edit. */
import type { KeyboardEvent } from "react";
import { cx } from "../../lib/cx.ts";
import { Field } from "../../ui/Field.tsx";
import { TextInput } from "../../ui/inputs.tsx";
import type { UploadItem } from "../../media/upload-item.ts";
import type { Uploads } from "../../media/use-uploads.ts";
import { ArticleText } from "./ArticleText.tsx";
import { AutocompleteTextArea } from "./AutocompleteTextArea.tsx";
import { CoverField } from "./CoverField.tsx";
import { limits, type PostDraft } from "./draft.ts";

export interface PostFieldsProps {
  draft: PostDraft;
  onChange: (draft: PostDraft) => void;
  /** The picture on top of an article. */
  cover: Uploads;
  /** What is attached to the post; its pictures can stand within an article. */
  attached: readonly UploadItem[];
  /** Sends from the keyboard: Control or Command with Enter. */
  onSubmit: () => void;
  disabled?: boolean;
  focused?: boolean;
  /** Offers room for more than a line or two from the start. */
  tall?: boolean;
}

const placeholders = {
  text: "What is on your mind?",
  link: "What should people know about it?",
  article: "A line or two to introduce it (optional)",
};

export function PostFields({
  draft,
  onChange,
  cover,
  attached,
  onSubmit,
  disabled = false,
  focused = false,
  tall = false,
}: PostFieldsProps) {
  const set = (part: Partial<PostDraft>) => onChange({ ...draft, ...part });
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSubmit();
  }
  const text = (
    <Field
      label={draft.type === "text" ? "Your post" : draft.type === "link" ? "About the link" : "Introduction"}
      hideLabel
      optional={draft.type !== "text"}
      counter={{ value: draft.content, max: limits.content }}
    >
      <AutocompleteTextArea
        value={draft.content}
        onChange={(content) => set({ content })}
        placeholder={placeholders[draft.type]}
        readOnly={disabled}
        focused={focused}
        className={cx("py-1.5 text-[1.0625rem] leading-6 outline-none", tall && draft.type === "text" && "min-h-40")}
      />
    </Field>
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the shortcut is taken from whichever field has the focus
    <div className="grid gap-3" onKeyDown={onKeyDown}>
      {draft.warning !== null && (
        <Field
          label="Content warning"
          optional
          hint="Covers the post until one asks for it. Leave it empty to mark it as sensitive only."
          counter={{ value: draft.warning, max: limits.warning }}
        >
          <TextInput
            value={draft.warning}
            dir="auto"
            readOnly={disabled}
            placeholder="Spoilers for the last chapter"
            onChange={(event) => set({ warning: event.target.value })}
          />
        </Field>
      )}
      {text}
      {draft.type === "link" && <LinkFields draft={draft} set={set} disabled={disabled} />}
      {draft.type === "article" && (
        <ArticleFields draft={draft} set={set} cover={cover} attached={attached} disabled={disabled} />
      )}
    </div>
  );
}

interface PartProps {
  draft: PostDraft;
  set: (part: Partial<PostDraft>) => void;
  disabled: boolean;
}

function LinkFields({ draft, set, disabled }: PartProps) {
  return (
    <div className="grid gap-3 rounded-card border border-line p-3.5">
      <Field label="Address">
        <TextInput
          type="url"
          inputMode="url"
          placeholder="https://"
          value={draft.url}
          readOnly={disabled}
          onChange={(event) => set({ url: event.target.value })}
        />
      </Field>
      <Field label="Title" optional counter={{ value: draft.linkTitle, max: limits.linkTitle }}>
        <TextInput
          value={draft.linkTitle}
          dir="auto"
          readOnly={disabled}
          onChange={(event) => set({ linkTitle: event.target.value })}
        />
      </Field>
    </div>
  );
}

function ArticleFields({
  draft,
  set,
  cover,
  attached,
  disabled,
}: PartProps & Pick<PostFieldsProps, "cover" | "attached">) {
  return (
    <div className="grid gap-3 rounded-card border border-line p-3.5">
      <CoverField cover={cover} disabled={disabled} />
      <Field label="Title" hideLabel counter={{ value: draft.title, max: limits.title }}>
        <AutocompleteTextArea
          value={draft.title}
          // A title is one line, however long.
          onChange={(title) => set({ title: title.replaceAll("\n", " ") })}
          placeholder="Title of the article"
          readOnly={disabled}
          className="title text-2xl outline-none"
        />
      </Field>
      <ArticleText body={draft.body} onChange={(body) => set({ body })} attached={attached} disabled={disabled} />
    </div>
  );
}
