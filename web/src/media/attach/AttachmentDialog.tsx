/** What is said about an attachment, its captions and its place among the others. Loaded when it is first wanted. */
import { useId, useState } from "react";
import { announce } from "../../lib/announce.ts";
import { cx } from "../../lib/cx.ts";
import { codePoints } from "../../lib/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { TextArea } from "../../ui/inputs.tsx";
import type { UploadItem } from "../upload-item.ts";
import type { Uploads } from "../use-uploads.ts";
import { CaptionsField } from "./CaptionsField.tsx";
import { useShowable } from "./use-showable.ts";

/** Code points, as the contract has it. */
const maxAltLength = 1500;

interface Props {
  item: UploadItem;
  uploads: Uploads;
  onClose: () => void;
}

const titles = {
  image: "Describe the picture",
  video: "Describe the video",
  audio: "Describe the recording",
  file: "About the file",
};

export default function AttachmentDialog({ item, uploads, onClose }: Props) {
  const { key, name, kind, alt, previewUrl, media } = item;
  const [words, setWords] = useState(alt);
  const [shown, onHidden] = useShowable(previewUrl, media?.urls.feed);
  const left = maxAltLength - codePoints(words);
  return (
    <Dialog
      title={titles[kind]}
      onClose={onClose}
      actions={
        <Button
          disabled={left < 0}
          onClick={() => {
            if (words.trim() !== alt) uploads.setAlt(key, words.trim());
            onClose();
          }}
        >
          Save
        </Button>
      }
    >
      {shown !== undefined && (
        <img
          src={shown}
          alt=""
          onError={onHidden}
          className="max-h-[min(16rem,35dvh)] w-full rounded-card bg-paper object-contain"
        />
      )}
      <p className="truncate text-sm text-muted">
        <bdi>{name}</bdi>
      </p>
      <Field
        label="Description"
        optional
        hint={
          <span className="flex justify-between gap-4">
            <span>For people who cannot see or hear it: what matters in it, in a sentence or two.</span>
            <span className={cx("shrink-0 tabular-nums", left < 0 && "font-semibold text-danger")}>
              {codePoints(words)} / {maxAltLength}
            </span>
          </span>
        }
      >
        <TextArea dir="auto" rows={3} value={words} onChange={(event) => setWords(event.target.value)} />
      </Field>
      {kind === "video" && <CaptionsField media={media} onChange={(changed) => uploads.list.update(key, changed)} />}
      <Order item={item} uploads={uploads} />
    </Dialog>
  );
}

/** The place among the others, for those who drag nothing. */
function Order({ item, uploads }: Pick<Props, "item" | "uploads">) {
  const { items, move } = uploads;
  const labelId = useId();
  const index = items.findIndex(({ key }) => key === item.key);
  if (items.length < 2) return null;
  const to = (next: number) => {
    move(item.key, next);
    announce(`Now ${next + 1} of ${items.length}`);
  };
  return (
    <div role="group" aria-labelledby={labelId} className="flex flex-wrap items-center gap-2">
      <p id={labelId} className="me-auto text-sm font-medium">
        Place {index + 1} of {items.length}
      </p>
      <Button variant="secondary" size="sm" icon="chevron-left" disabled={index === 0} onClick={() => to(index - 1)}>
        Earlier
      </Button>
      <Button variant="secondary" size="sm" disabled={index === items.length - 1} onClick={() => to(index + 1)}>
        Later
      </Button>
    </div>
  );
}
