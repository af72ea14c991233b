import type { DragEvent, MouseEvent } from "react";
import { cx } from "../../lib/cx.ts";
import { isDrawing } from "../show/sources.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import type { UploadItem, UploadState } from "../upload-item.ts";
import { isUnderWay } from "../upload-list.ts";
import { groundOf, usePlaceholder } from "../show/placeholder.ts";
import { ProgressRing } from "./ProgressRing.tsx";
import { useShowable } from "./use-showable.ts";

interface Props {
  item: UploadItem;
  disabled: boolean;
  /** Held by the pointer to be put elsewhere. */
  lifted: boolean;
  onOpen: () => void;
  onRemove: (event: MouseEvent<HTMLElement>) => void;
  onRetry: () => void;
  drag: {
    onDragStart: (event: DragEvent) => void;
    onDragEnter: (event: DragEvent) => void;
    onDragOver: (event: DragEvent) => void;
    onDragEnd: () => void;
  };
}

const words: Record<UploadState, string> = {
  preparing: "Preparing",
  uploading: "Uploading",
  processing: "Checking",
  ready: "",
  failed: "",
};

const icons: Record<UploadItem["kind"], IconName> = { image: "image", video: "play", audio: "audio", file: "file" };

/** One attachment: what it is, how far it is, and what can be done about it. */
export function AttachmentTile({ item, disabled, lifted, onOpen, onRemove, onRetry, drag }: Props) {
  const { name, kind, state, progress, error, alt } = item;
  const visual = kind === "image" || kind === "video";
  const failed = state === "failed";
  return (
    <li
      {...drag}
      draggable={!disabled}
      className={cx("grid w-34 shrink-0 content-start gap-1", lifted && "opacity-50", !disabled && "cursor-grab")}
    >
      <div className="relative grid aspect-square place-items-center overflow-hidden rounded-card bg-sunken">
        <Face item={item} />
        {isUnderWay(item) && (
          <span className="absolute inset-0 grid place-items-center bg-night/75">
            <ProgressRing progress={progress} word={words[state]} label={`${words[state]} ${name}`} />
          </span>
        )}
        {failed && (
          <span className="absolute inset-0 grid place-items-center bg-danger-soft text-danger-strong">
            <Icon name="alert" size={24} />
          </span>
        )}
        <button
          type="button"
          data-remove
          aria-label={`Remove ${name}`}
          disabled={disabled}
          onClick={onRemove}
          className="group/remove absolute end-0 top-0 grid size-11 place-items-center focus-visible:outline-none disabled:hidden"
        >
          {/* The ring of the focus, which the edge of the tile would cut off. */}
          <span className="grid size-7 place-items-center rounded-full bg-night/75 text-on-night outline-offset-2 outline-accent group-focus-visible/remove:outline-2">
            <Icon name="close" size={16} />
          </span>
        </button>
      </div>
      {error?.retry === true ? (
        <Action icon="refresh" label={`Try ${name} again`} disabled={disabled} onClick={onRetry}>
          Try again
        </Action>
      ) : failed ? null : visual ? (
        <Action
          icon={alt === "" ? "plus" : "check"}
          label={`${alt === "" ? "Add description" : "Edit description"} of ${name}`}
          disabled={disabled}
          onClick={onOpen}
        >
          {alt === "" ? "Add description" : "Description"}
        </Action>
      ) : (
        <Action icon="edit" label={`Details of ${name}`} disabled={disabled} onClick={onOpen}>
          Details
        </Action>
      )}
    </li>
  );
}

function Face({ item }: { item: UploadItem }) {
  const { kind, name, previewUrl, alt } = item;
  const [shown, onHidden] = useShowable(previewUrl, item.media?.urls.thumb);
  const colours = usePlaceholder(item.media?.placeholder);
  if (shown !== undefined) {
    return (
      <>
        {colours !== null && <img src={colours} alt="" className="absolute inset-0 size-full object-cover" />}
        <img
          src={shown}
          alt={alt}
          draggable={false}
          onError={onHidden}
          className={cx(
            "absolute inset-0 size-full object-cover text-transparent",
            // Drawings are black on nothing more often than not, as on a page.
            isDrawing({ type: item.media?.type ?? item.file?.type ?? "" })
              ? "bg-paper"
              : groundOf(item.media?.placeholder),
          )}
        />
        {kind === "video" && (
          <span className="absolute grid size-10 place-items-center rounded-full bg-night/75 text-on-night">
            <Icon name="play" filled />
          </span>
        )}
      </>
    );
  }
  return (
    <span className="grid w-full justify-items-center gap-1.5 px-2 text-muted">
      <Icon name={icons[kind]} size={24} />
      {!isUnderWay(item) && (
        <bdi className="line-clamp-2 max-w-full text-center text-xs break-words text-text">{name}</bdi>
      )}
    </span>
  );
}

interface ActionProps {
  icon: IconName;
  label: string;
  disabled: boolean;
  onClick: () => void;
  children: string;
}

function Action({ icon, label, disabled, onClick, children }: ActionProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="flex h-8 items-center justify-center gap-1 rounded-control text-xs font-semibold text-accent transition-colors hover:bg-accent-soft focus-visible:-outline-offset-2 disabled:opacity-50 pointer-coarse:h-11"
    >
      <Icon name={icon} size={16} />
      {children}
    </button>
  );
}
