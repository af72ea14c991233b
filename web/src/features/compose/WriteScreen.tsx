import { useNavigate } from "@tanstack/react-router";
import type { LoaderInput } from "../../routes/screen.ts";
import { useViewer } from "../auth/viewer.ts";
import { feedQuery } from "../feed/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { Composer } from "./Composer.tsx";

/** Reads the home feed ahead: the post will stand on top of it. */
export async function loader({ context }: LoaderInput): Promise<void> {
  void context.queryClient.prefetchInfiniteQuery(feedQuery("home"));
}

export function Screen() {
  const viewer = useViewer();
  const navigate = useNavigate();
  if (viewer === null) return null;
  return (
    <>
      <ScreenHeader title="Write" back="/" />
      <div className="p-4 md:p-5">
        <Composer viewer={viewer} focused tall onSent={() => void navigate({ to: "/" })} />
      </div>
    </>
  );
}
