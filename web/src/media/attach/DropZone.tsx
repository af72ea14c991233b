import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent, type ReactNode } from "react";
import { Icon } from "../../ui/Icon.tsx";

interface Props {
  /** Without it nothing is taken. */
  onFiles: ((files: File[]) => void) | null;
  /** Says what may be dropped: "Drop pictures, videos or files here". */
  hint: string;
  children: ReactNode;
}

/** Takes files that are dropped or pasted on what is inside. It shows itself as soon as files are held over the page. */
export function DropZone({ onFiles, hint, children }: Props) {
  const over = useFilesOverPage(onFiles !== null);

  function drop(event: DragEvent) {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    onFiles?.([...event.dataTransfer.files]);
  }

  function paste(event: ClipboardEvent) {
    const { files, types } = event.clipboardData;
    // What is copied from a document brings a picture of itself along; its words are meant.
    if (onFiles === null || files.length === 0 || types.includes("text/plain")) return;
    event.preventDefault();
    onFiles([...files]);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the button beside it does the same from the keyboard
    <div className="relative" onDrop={drop} onPaste={paste}>
      {children}
      {over && (
        <div className="appear absolute -inset-2 z-20 grid place-items-center rounded-card border-2 border-dashed border-accent bg-accent-soft/95 p-4">
          <p className="flex items-center gap-2 text-center font-semibold text-accent-strong">
            <Icon name="image" />
            {hint}
          </p>
        </div>
      )}
    </div>
  );
}

const hasFiles = (data: DataTransfer | null): boolean => data?.types.includes("Files") ?? false;

/**
 * Whether files are held over the page. While somebody may drop them, a drop beside the mark does nothing: the browser would
 * leave the page for the file.
 */
function useFilesOverPage(wanted: boolean): boolean {
  const [over, setOver] = useState(false);
  // Every element tells of entering and leaving; only the difference says whether the page was left.
  const depth = useRef(0);
  useEffect(() => {
    if (!wanted) return;
    const change = (by: number) => (event: globalThis.DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      depth.current = Math.max(0, depth.current + by);
      setOver(depth.current > 0);
    };
    const end = (event: globalThis.DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
    };
    const [enter, stay, leave] = [change(1), change(0), change(-1)];
    addEventListener("dragenter", enter);
    addEventListener("dragover", stay);
    addEventListener("dragleave", leave);
    addEventListener("drop", end);
    return () => {
      removeEventListener("dragenter", enter);
      removeEventListener("dragover", stay);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", end);
      depth.current = 0;
      setOver(false);
    };
  }, [wanted]);
  return over;
}
