import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { useViewer } from "../auth/viewer.ts";

/** Nobody has written anything on this site yet. */
export function NothingLatest() {
  const viewer = useViewer();
  return (
    <EmptyState
      title="Nobody has spoken yet"
      action={
        <Link to={viewer === null ? "/signup" : "/write"} className={buttonClass()}>
          {viewer === null ? "Create account" : "Write the first post"}
        </Link>
      }
    >
      Every place is empty before the first one sits down.
    </EmptyState>
  );
}
