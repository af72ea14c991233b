import { useRef } from "react";
import { IconButton } from "../../ui/Button.tsx";

interface Props {
  label: string;
  onFiles: (files: File[]) => void;
  /** As of a file input; all kinds without it. */
  accept?: string;
  disabled?: boolean;
  tip?: "below" | "above";
}

/** Opens the device's pictures and files. */
export function AttachButton({ label, onFiles, accept, disabled = false, tip = "below" }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again.
          event.target.value = "";
        }}
      />
      <IconButton
        data-attach
        icon="image"
        label={label}
        tip={tip}
        disabled={disabled}
        onClick={() => input.current?.click()}
      />
    </>
  );
}
