import { EmptyState } from "../../ui/surfaces.tsx";

/** What stands beside the list while no conversation is open. */
export function Screen() {
  return (
    <div className="grid h-full place-items-center">
      <EmptyState icon="comment" title="Choose a conversation">
        Its messages appear here, and new ones as they are written.
      </EmptyState>
    </div>
  );
}
