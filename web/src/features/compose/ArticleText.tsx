/** The text of an article, and the pictures that can be put into it. */
import { useId, useRef } from "react";
import type { UploadItem } from "../../media/upload-item.ts";
import { announce } from "../../lib/announce.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { AutocompleteTextArea } from "./AutocompleteTextArea.tsx";
import { limits } from "./draft.ts";
import { pictureMark, withPicture } from "./place-picture.ts";

interface Props {
  body: string;
  onChange: (body: string) => void;
  /** What is attached to the article. */
  attached: readonly UploadItem[];
  disabled: boolean;
}

export function ArticleText({ body, onChange, attached, disabled }: Props) {
  const text = useRef<HTMLTextAreaElement>(null);
  const labelId = useId();
  const pictures = attached.flatMap(({ key, name, kind, media, alt }) =>
    kind === "image" && media !== undefined ? [{ key, name, id: media.id, alt }] : [],
  );
  function place({ id, alt, name }: (typeof pictures)[number]) {
    onChange(withPicture(body, text.current?.selectionStart ?? body.length, id, alt));
    announce(`${name} is in the text`);
    text.current?.focus();
  }
  return (
    <>
      <Field
        label="Text"
        hideLabel
        hint="Markdown works: # headings, **bold**, > quotes, lists, links. Attached pictures can stand within it."
        counter={{ value: body, max: limits.body }}
      >
        <AutocompleteTextArea
          ref={text}
          value={body}
          onChange={onChange}
          placeholder="Tell it from the beginning"
          readOnly={disabled}
          className="min-h-64 font-serif text-article outline-none"
        />
      </Field>
      {pictures.length > 0 && (
        <div role="group" aria-labelledby={labelId} className="flex flex-wrap items-center gap-2">
          <p id={labelId} className="text-sm font-medium">
            Put into the text
          </p>
          {pictures.map((picture) => (
            <Button
              key={picture.key}
              size="sm"
              variant="secondary"
              icon="image"
              disabled={disabled || body.includes(pictureMark(picture.id))}
              onClick={() => place(picture)}
            >
              <bdi className="max-w-40 truncate">{picture.name}</bdi>
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
