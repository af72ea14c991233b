import { useRef } from "react";
import { IconButton } from "../../ui/Button.tsx";

/** Opens the device's files; they go out with the next message. */
export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again.
          event.target.value = "";
        }}
      />
      <IconButton
        icon="image"
        label="Attach files"
        tip="none"
        onClick={() => input.current?.click()}
        className="size-10!"
      />
    </>
  );
}
