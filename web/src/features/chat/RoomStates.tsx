/** What a room shows while it is not there, or not any more. */
import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/Button.tsx";
import { Skeleton } from "../../ui/skeletons.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";

const widths = ["w-3/5", "w-2/5", "w-4/5", "w-1/2", "w-2/3"];

export function RoomSkeleton() {
  return (
    <div role="status" className="grid min-h-0 flex-1 content-end gap-5 overflow-hidden px-4 pb-4 md:px-5">
      <span className="sr-only">Loading messages</span>
      {widths.map((width) => (
        <div key={width} className="flex gap-3">
          <Skeleton className="size-10 shrink-0 rounded-full!" />
          <div className="grid flex-1 content-start gap-2.5 pt-1">
            <Skeleton className="h-3.5 w-28" />
            <Skeleton className={`h-3.5 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}

export function RemovedRoom() {
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        icon="lock"
        title="You are not in this conversation"
        action={
          <Link to="/messages" className={buttonClass({ variant: "secondary" })}>
            All conversations
          </Link>
        }
      >
        You have left it, were removed, or it has ended. What you have not sent stays on this device.
      </EmptyState>
    </div>
  );
}
