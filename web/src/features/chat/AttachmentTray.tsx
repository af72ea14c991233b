import { useState } from "react";
import { AttachmentList } from "../../media/attach/AttachmentList.tsx";
import { useUploads } from "../../media/use-uploads.ts";
import { maxMediaPerMessage } from "./limits.ts";

/** What goes out with the next message, above its words. Loaded with the first file. */
export default function AttachmentTray({ slot }: { slot: string }) {
  const uploads = useUploads({ max: maxMediaPerMessage, slot });
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div className="border-b border-line p-2">
      <AttachmentList uploads={uploads} open={open} onOpen={setOpen} />
    </div>
  );
}
