import type { KeyboardEvent } from "react";
import type { Comment } from "../../../../contract/comments.ts";
import type { Me } from "../../../../contract/users.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useDraft } from "../../lib/drafts.ts";
import { codePoints } from "../../lib/format.ts";
import { cx } from "../../lib/cx.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Avatar } from "../../ui/people.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { AutocompleteTextArea } from "../compose/AutocompleteTextArea.tsx";
import { useTree } from "./context.ts";
import { emptyComment, useAddComment } from "./use-comment-mutations.ts";

export const maxComment = 5000;

interface Props {
  viewer: Me;
  /** What is answered; null for the post itself. */
  parent: Comment | null;
  /** Takes the focus as soon as it is there, and whenever this changes to true. */
  focused?: boolean;
  /** Called once the server has the comment. */
  onDone?: () => void;
  onCancel?: () => void;
}

export function CommentForm({ viewer, parent, focused = false, onDone, onCancel }: Props) {
  const { post } = useTree();
  const slot = `${viewer.id}.comment.${post.id}.${parent?.id ?? "post"}`;
  const [draft, setDraft] = useDraft(slot, emptyComment);
  const { mutate, isPending, error } = useAddComment({ parent, viewer, slot });
  const length = codePoints(draft.content);
  const ready = draft.content.trim() !== "" && length <= maxComment && !isPending;
  const send = () => ready && mutate(draft, { onSuccess: () => onDone?.() });

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape" && draft.content === "") onCancel?.();
  }

  return (
    <form
      className="flex gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {parent === null && <Avatar person={viewer} />}
      <div className="grid min-w-0 flex-1 gap-2">
        {error !== null && !isPending && (
          <Notice tone="danger" alert title="Not sent. Your words are safe here.">
            {describeError(error).detail}
          </Notice>
        )}
        <div className="rounded-card bg-surface px-3 py-1.5 inset-ring inset-ring-line focus-within:inset-ring-2 focus-within:inset-ring-accent">
          <Field
            label={parent === null ? "Your comment" : `Your answer to ${parent.author?.displayName ?? "this comment"}`}
            hideLabel
            counter={{ value: draft.content, max: maxComment }}
          >
            <AutocompleteTextArea
              focused={focused}
              value={draft.content}
              onChange={(content) => setDraft({ content })}
              onKeyDown={onKeyDown}
              placeholder={parent === null ? "Say something back" : `Answer ${parent.author?.displayName ?? ""}`}
              readOnly={isPending}
              className="max-h-[50vh] py-1 leading-6 outline-none"
            />
          </Field>
        </div>
        <div
          className={cx("flex justify-end gap-2", parent === null && draft.content === "" && !isPending && "hidden")}
        >
          {onCancel !== undefined && (
            <Button variant="quiet" size="sm" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" size="sm" pending={isPending} disabled={!ready && !isPending}>
            {parent === null ? "Comment" : "Answer"}
          </Button>
        </div>
      </div>
    </form>
  );
}
