import { type DragEvent, useRef, useState } from "react";

/** Takes files that are dropped anywhere on an element. `over`: some are held above it now. */
export function useFileDrop(onFiles: ((files: File[]) => void) | null) {
  const [over, setOver] = useState(false);
  // Every part inside tells of entering and leaving; only the difference says whether it is still above.
  const depth = useRef(0);
  const hasFiles = (event: DragEvent) => onFiles !== null && event.dataTransfer.types.includes("Files");

  function leave(): void {
    depth.current = 0;
    setOver(false);
  }

  return {
    over,
    handlers: {
      onDragEnter: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setOver(true);
      },
      onDragOver: (event: DragEvent) => {
        if (hasFiles(event)) event.preventDefault();
      },
      onDragLeave: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) leave();
      },
      onDrop: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        leave();
        onFiles?.([...event.dataTransfer.files]);
      },
    },
  };
}
