import { lazy, Suspense, useState } from "react";
import type { UploadItem } from "../../media/upload-item.ts";
import { isUnderWay } from "../../media/upload-list.ts";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { Attachments } from "./attachments.ts";

const AltDialog = lazy(() => import("./AltDialog.tsx"));

/** What goes out with the message, above the words: how far it is, its description, and the way to take it off. */
export function AttachmentTray({ attachments }: { attachments: Attachments }) {
  const { items, remove, retry, setAlt } = attachments;
  const [describing, setDescribing] = useState<string | null>(null);
  const described = items.find(({ key }) => key === describing);
  if (items.length === 0) return null;
  return (
    <div className="border-b border-line p-2">
      <ul aria-label="Attachments" className="flex gap-2 overflow-x-auto overscroll-x-contain">
        {items.map((item) => (
          <li key={item.key} className="relative shrink-0">
            <Face item={item} />
            {isUnderWay(item) && <Progress item={item} />}
            <Corner
              icon="close"
              label={`Remove ${item.name}`}
              onClick={() => remove(item.key)}
              className="end-0 top-0 justify-items-end"
            />
            {item.state === "failed" && item.error?.retry === true && (
              <Corner
                icon="refresh"
                label={`Try ${item.name} again`}
                onClick={() => retry(item.key)}
                className="end-0 bottom-0 items-end justify-items-end"
              />
            )}
            {item.kind === "image" && item.state !== "failed" && (
              <button
                type="button"
                aria-label={`Describe ${item.name}`}
                onClick={() => setDescribing(item.key)}
                className="absolute start-0 bottom-0 grid size-11 items-end justify-items-start p-1 focus-visible:-outline-offset-2"
              >
                <span className="rounded-[5px] bg-night/75 px-1.5 text-[0.6875rem] leading-5 font-bold text-on-night">
                  {item.alt === "" ? "+ALT" : "ALT"}
                </span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {items.map(({ key, name, error }) =>
        error === undefined ? null : (
          <p key={key} role="alert" className="px-1 pt-1.5 text-sm text-danger">
            <bdi>{name}</bdi>: {error.title}. {error.detail}
          </p>
        ),
      )}
      {described !== undefined && (
        <Suspense fallback={null}>
          <AltDialog
            alt={described.alt}
            previewUrl={described.previewUrl}
            onSave={(alt) => setAlt(described.key, alt)}
            onClose={() => setDescribing(null)}
          />
        </Suspense>
      )}
    </div>
  );
}

function Face({ item }: { item: UploadItem }) {
  const { kind, name, previewUrl, state, alt } = item;
  const veil = cx(
    "h-20 overflow-hidden rounded-control bg-sunken",
    state === "failed" && "inset-ring-2 inset-ring-danger",
  );
  if (previewUrl !== undefined) {
    return (
      <span className={cx(veil, "relative block w-20")}>
        <img
          src={previewUrl}
          alt={alt === "" ? name : alt}
          className={cx("size-full object-cover", state !== "ready" && "opacity-60")}
        />
        {kind === "video" && (
          <span className="absolute inset-0 grid place-items-center text-on-night">
            <Icon name="play" filled />
          </span>
        )}
      </span>
    );
  }
  return (
    <span className={cx(veil, "flex w-44 items-center gap-2 ps-3 pe-9")}>
      <Icon
        name={kind === "audio" ? "audio" : kind === "image" || kind === "video" ? "image" : "file"}
        className="text-muted"
      />
      <bdi className="line-clamp-2 min-w-0 text-sm break-words">{name}</bdi>
    </span>
  );
}

const stateWords = { preparing: "Getting ready", uploading: "Sending", processing: "Almost there" };

function Progress({ item }: { item: UploadItem }) {
  const words = item.state === "ready" || item.state === "failed" ? "" : stateWords[item.state];
  // Each state begins at nothing; what counts for people is the sending.
  const value = item.state === "processing" ? 1 : item.state === "uploading" ? item.progress : 0;
  return (
    <progress
      aria-label={`${words}: ${item.name}`}
      value={value}
      max={1}
      className="absolute inset-x-2 bottom-2 h-1.5 w-[calc(100%-1rem)] appearance-none overflow-hidden rounded-full bg-night/70 [&::-moz-progress-bar]:bg-on-night [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-on-night"
    />
  );
}

interface CornerProps {
  icon: "close" | "refresh";
  label: string;
  onClick: () => void;
  className: string;
}

function Corner({ icon, label, onClick, className }: CornerProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className={cx("absolute grid size-11 p-1 focus-visible:-outline-offset-2", className)}
    >
      <span className="grid size-6 place-items-center rounded-full bg-night/75 text-on-night">
        <Icon name={icon} size={16} />
      </span>
    </button>
  );
}
