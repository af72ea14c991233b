import { Suspense, useRef, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import { useShowable } from "../../media/attach/use-showable.ts";
import { ProgressRing } from "../../media/attach/ProgressRing.tsx";
import type { Uploads } from "../../media/use-uploads.ts";
import { isUnderWay } from "../../media/upload-list.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { tellRefused } from "../../media/attach/tell-refused.ts";
import { coverTypes } from "./attachments.ts";

const AttachmentDialog = lazyPart(() => import("../../media/attach/AttachmentDialog.tsx"));

interface Props {
  cover: Uploads;
  disabled?: boolean;
}

/** The picture on top of an article. */
export function CoverField({ cover, disabled = false }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const removed = useRef(false);
  const [item] = cover.items;
  const [describing, setDescribing] = useState(false);
  // A picture of this device, or the server's in the size in which it stands here.
  const own = item?.previewUrl?.startsWith("blob:") === true ? item.previewUrl : undefined;
  const [shown, onHidden] = useShowable(own, item?.media?.urls.feed, item?.previewUrl);

  function choose(file: File | undefined) {
    if (file === undefined) return;
    // The one that is there goes when another is taken in its place.
    const refused = cover.list.add([file], { max: 2, accept: coverTypes });
    if (refused.length === 0 && item !== undefined) cover.remove(item.key);
    tellRefused(refused);
  }

  return (
    <div className="grid gap-2">
      <input
        ref={input}
        type="file"
        hidden
        accept={coverTypes}
        onChange={(event) => {
          choose(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {item === undefined ? (
        <button
          ref={(button) => {
            // The button that was pressed is gone: the keyboard goes on here.
            if (removed.current) button?.focus();
            removed.current = false;
          }}
          type="button"
          disabled={disabled}
          onClick={() => input.current?.click()}
          className="flex h-20 items-center justify-center gap-2 rounded-card border border-dashed border-edge text-sm font-medium text-muted transition-colors hover:border-accent hover:text-accent disabled:opacity-50"
        >
          <Icon name="image" />
          Add a cover picture
        </button>
      ) : (
        <>
          <div className="relative grid aspect-2/1 place-items-center overflow-hidden rounded-card bg-sunken text-muted">
            {shown === undefined ? (
              <bdi className="px-4 text-sm">{item.name}</bdi>
            ) : (
              <img src={shown} alt={item.alt} onError={onHidden} className="size-full object-cover" />
            )}
            {isUnderWay(item) && (
              <span className="absolute inset-0 grid place-items-center bg-night/75">
                <ProgressRing progress={item.progress} word="Uploading" label={`Uploading ${item.name}`} />
              </span>
            )}
          </div>
          {item.error !== undefined && (
            <p role="alert" className="text-sm text-danger">
              {item.error.title}. {item.error.detail}
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            {item.error?.retry === true && (
              <Button size="sm" variant="secondary" icon="refresh" onClick={() => cover.retry(item.key)}>
                Try again
              </Button>
            )}
            <Button size="sm" variant="secondary" disabled={disabled} onClick={() => input.current?.click()}>
              Change cover
            </Button>
            <Button
              size="sm"
              variant="quiet"
              icon={item.alt === "" ? "plus" : "check"}
              disabled={disabled}
              onClick={() => setDescribing(true)}
            >
              {item.alt === "" ? "Add description" : "Edit description"}
            </Button>
            <Button
              size="sm"
              variant="quiet"
              icon="trash"
              disabled={disabled}
              onClick={() => {
                removed.current = true;
                cover.remove(item.key);
              }}
            >
              Remove cover
            </Button>
          </div>
          {describing && (
            <Suspense fallback={null}>
              <AttachmentDialog key={item.key} item={item} uploads={cover} onClose={() => setDescribing(false)} />
            </Suspense>
          )}
        </>
      )}
    </div>
  );
}
