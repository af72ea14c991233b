import { Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";

const NewConversationDialog = lazyPart(async () => ({
  default: (await import("./NewConversationDialog.tsx")).NewConversationDialog,
}));

/** At the head of the list of conversations: the channels of the site, and a new message. */
export function MessagesActions() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Link
        to="/channels"
        aria-label="Channels"
        data-tip="Channels"
        className="inline-grid size-9 shrink-0 place-items-center rounded-full text-muted transition-colors hover:bg-sunken hover:text-text pointer-coarse:size-11"
      >
        <Icon name="hash" />
      </Link>
      <IconButton icon="edit" label="New message" onClick={() => setOpen(true)} />
      {open && (
        <Suspense fallback={null}>
          <NewConversationDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
