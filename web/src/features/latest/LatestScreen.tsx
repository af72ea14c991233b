import type { LoaderInput } from "../../routes/screen.ts";
import { useViewer } from "../auth/viewer.ts";
import { Feed } from "../feed/Feed.tsx";
import { FeedTabs } from "../feed/FeedTabs.tsx";
import { feedQuery } from "../feed/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { NothingLatest } from "./NothingLatest.tsx";

export async function loader({ context }: LoaderInput): Promise<void> {
  void context.queryClient.prefetchInfiniteQuery(feedQuery("latest"));
}

export function Screen() {
  const viewer = useViewer();
  return (
    <>
      <ScreenHeader title="Latest" />
      {viewer !== null && <FeedTabs />}
      <Feed name="latest" label="Latest posts" empty={<NothingLatest />} />
    </>
  );
}
