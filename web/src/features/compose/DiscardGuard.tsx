import { useBlocker } from "@tanstack/react-router";
import { ConfirmDialog } from "../../ui/Dialog.tsx";

/** Asks before a changed form is left: with a dialog within the app, with the browser's own words otherwise. */
export function DiscardGuard({ changed }: { changed: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => changed,
    enableBeforeUnload: changed,
    withResolver: true,
  });
  if (status !== "blocked") return null;
  return (
    <ConfirmDialog
      title="Discard your changes?"
      confirm="Discard changes"
      cancel="Keep editing"
      danger
      onConfirm={proceed}
      onClose={reset}
    >
      The post stays as it was. What you added to it is not kept.
    </ConfirmDialog>
  );
}
