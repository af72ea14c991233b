import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type KeyboardEvent } from "react";
import type { Comment } from "../../../../contract/comments.ts";
import { commentsApi } from "../../api/comments.ts";
import { describeError } from "../../lib/describe-error.ts";
import { codePoints } from "../../lib/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { AutocompleteTextArea } from "../compose/AutocompleteTextArea.tsx";
import { changeComment } from "./cache.ts";
import { maxComment } from "./CommentForm.tsx";

/** Changes one's own comment in its place. */
export function EditComment({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const queryClient = useQueryClient();
  const [content, setContent] = useState(comment.content);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => commentsApi.update(comment.id, content),
    onSuccess: (saved) => {
      changeComment(queryClient, comment, () => saved);
      onDone();
    },
  });
  const ready = content.trim() !== "" && codePoints(content) <= maxComment && !isPending;
  const save = () => ready && mutate();

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
    if (event.key === "Escape") onDone();
  }

  return (
    <form
      className="grid gap-2 py-1"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="rounded-card bg-surface px-3 py-1.5 inset-ring inset-ring-line focus-within:inset-ring-2 focus-within:inset-ring-accent">
        <Field
          label="Your comment"
          hideLabel
          error={error === null ? undefined : describeError(error).detail}
          counter={{ value: content, max: maxComment }}
        >
          <AutocompleteTextArea
            value={content}
            onChange={setContent}
            onKeyDown={onKeyDown}
            readOnly={isPending}
            focused
            className="py-1 leading-6 outline-none"
          />
        </Field>
      </div>
      <div className="flex justify-end gap-2">
        <Button variant="quiet" size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" size="sm" pending={isPending} disabled={!ready && !isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
