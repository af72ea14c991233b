import { Link } from "@tanstack/react-router";
import { EmptyState } from "../../ui/surfaces.tsx";
import { buttonClass } from "../../ui/Button.tsx";
import { useViewer } from "../auth/viewer.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { Welcome } from "./Welcome.tsx";

export function Screen() {
  const viewer = useViewer();
  if (viewer === null) return <Welcome />;
  return (
    <>
      <ScreenHeader title="Home" />
      <EmptyState
        title="It is quiet here still"
        action={
          <Link to="/settings" className={buttonClass({ variant: "secondary" })}>
            Settle in
          </Link>
        }
      >
        What the people you follow write will stand here, the newest first.
      </EmptyState>
    </>
  );
}
