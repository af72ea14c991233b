import { Suspense, useState, type DragEvent } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import { announce } from "../../lib/announce.ts";
import type { UploadItem } from "../upload-item.ts";
import type { Uploads } from "../use-uploads.ts";
import { AttachmentTile } from "./AttachmentTile.tsx";

const AttachmentDialog = lazyPart(() => import("./AttachmentDialog.tsx"));

/** Where the keyboard goes on once the attachment with this button is gone: at the next one, or where others are added. */
function afterwards(button: HTMLElement): HTMLElement | null | undefined {
  const tile = button.closest("li");
  const next = tile?.nextElementSibling ?? tile?.previousElementSibling;
  return (next ?? button.closest("form"))?.querySelector(next ? "[data-remove]" : "[data-attach]");
}

interface Props {
  uploads: Uploads;
  disabled?: boolean;
  /** The item whose dialog is open; for those outside who ask for descriptions. */
  open: string | null;
  onOpen: (key: string | null) => void;
}

/** What goes out with the post, in a row that can be put in order. */
export function AttachmentList({ uploads, disabled = false, open, onOpen }: Props) {
  const { items, remove, retry, move } = uploads;
  const [lifted, setLifted] = useState<string | null>(null);
  if (items.length === 0) return null;
  const opened = items.find(({ key }) => key === open);

  const dragOf = ({ key }: UploadItem, index: number) => ({
    onDragStart: (event: DragEvent) => {
      setLifted(key);
      event.dataTransfer.effectAllowed = "move";
      // Without data Firefox lifts nothing.
      event.dataTransfer.setData("text/plain", "");
    },
    onDragEnter: (event: DragEvent) => {
      if (lifted === null) return;
      event.preventDefault();
      if (lifted !== key) move(lifted, index);
    },
    onDragOver: (event: DragEvent) => {
      if (lifted !== null) event.preventDefault();
    },
    onDragEnd: () => setLifted(null),
  });

  return (
    <div className="grid gap-2">
      <ul aria-label="Attachments" className="flex gap-2 overflow-x-auto overscroll-x-contain pb-1">
        {items.map((item, index) => (
          <AttachmentTile
            key={item.key}
            item={item}
            disabled={disabled}
            lifted={item.key === lifted}
            onOpen={() => onOpen(item.key)}
            onRemove={({ currentTarget }) => {
              afterwards(currentTarget)?.focus();
              remove(item.key);
              announce(`${item.name} removed`);
            }}
            onRetry={() => retry(item.key)}
            drag={dragOf(item, index)}
          />
        ))}
      </ul>
      {items.map(({ key, name, error }) =>
        error === undefined ? null : (
          <p key={key} role="alert" className="text-sm text-danger">
            <bdi className="font-medium">{name}</bdi>: {error.title}. {error.detail}
            {/* It keeps back what it is attached to. */}
            {!error.retry && " Remove it to go on without it."}
          </p>
        ),
      )}
      {opened !== undefined && (
        <Suspense fallback={null}>
          <AttachmentDialog key={opened.key} item={opened} uploads={uploads} onClose={() => onOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}
