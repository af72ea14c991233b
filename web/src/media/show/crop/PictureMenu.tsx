import { Suspense, useRef, useState } from "react";
import { lazyPart } from "../../../lib/load-part.ts";
import { ConfirmDialog } from "../../../ui/Dialog.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { Menu } from "../../../ui/Menu.tsx";
import { toast } from "../../../ui/toast.ts";
import { acceptedPictures, type Shape } from "./shapes.ts";

const CropDialog = lazyPart(() => import("./CropDialog.tsx"));

const look =
  "grid size-11 place-items-center rounded-full bg-night/70 text-on-night transition-colors hover:bg-night focus-visible:outline-on-night focus-visible:-outline-offset-4";

interface Props {
  /** What the picture is, as in "Change your picture": "your picture", "the cover". */
  what: string;
  shape: Shape;
  hasPicture: boolean;
  /** Puts a picture in its place, or with null takes it away. What it throws is shown. */
  onSave: (mediaId: string | null) => Promise<void>;
  className?: string;
}

/** The round button over a picture that changes it: choose another, cut it, send it; or take it away. */
export function PictureMenu({ what, shape, hasPicture, onSave, className }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<{ file: File; source: string } | null>(null);
  const [removing, setRemoving] = useState(false);
  const choose = () => input.current?.click();
  return (
    <span className={className}>
      <input
        ref={input}
        type="file"
        hidden
        accept={acceptedPictures}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) setChosen({ file, source: URL.createObjectURL(file) });
          // The same file can be chosen again.
          event.target.value = "";
        }}
      />
      {hasPicture ? (
        <Menu
          label={`Change ${what}`}
          items={[
            { label: "Choose another", icon: "image", onSelect: choose },
            { label: "Remove", icon: "trash", danger: true, onSelect: () => setRemoving(true) },
          ]}
          renderTrigger={(attributes) => (
            <button type="button" {...attributes} aria-label={`Change ${what}`} className={look}>
              <Icon name="camera" />
            </button>
          )}
        />
      ) : (
        <button type="button" aria-label={`Add ${what}`} onClick={choose} className={look}>
          <Icon name="camera" />
        </button>
      )}
      {chosen !== null && (
        <Suspense fallback={null}>
          <CropDialog
            {...chosen}
            shape={shape}
            title="Choose what is shown"
            onSave={async (mediaId) => {
              await onSave(mediaId);
              toast("The picture is saved.");
            }}
            onClose={() => {
              URL.revokeObjectURL(chosen.source);
              setChosen(null);
            }}
          />
        </Suspense>
      )}
      {removing && (
        <ConfirmDialog
          title={`Remove ${what}?`}
          confirm="Remove picture"
          onConfirm={() => onSave(null)}
          onClose={() => setRemoving(false)}
        >
          You can add another one at any time.
        </ConfirmDialog>
      )}
    </span>
  );
}
