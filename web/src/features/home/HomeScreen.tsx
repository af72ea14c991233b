import type { LoaderInput } from "../../routes/screen.ts";
import { useViewer } from "../auth/viewer.ts";
import { HomeComposer } from "../compose/HomeComposer.tsx";
import { Feed } from "../feed/Feed.tsx";
import { FeedTabs } from "../feed/FeedTabs.tsx";
import { feedQuery } from "../feed/queries.ts";
import { NothingLatest } from "../latest/NothingLatest.tsx";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { EmptyHome } from "./EmptyHome.tsx";
import { Welcome } from "./Welcome.tsx";

/** Begins to read the feed; the screen shows at once, with a skeleton where the posts will be. */
export async function loader({ context: { queryClient, session } }: LoaderInput): Promise<void> {
  void queryClient.prefetchInfiniteQuery(feedQuery(session.signedIn() ? "home" : "latest"));
}

export function Screen() {
  const viewer = useViewer();
  if (viewer === null) return <PublicHome />;
  return (
    <>
      <ScreenHeader title="Home" />
      <FeedTabs />
      <HomeComposer />
      <Feed name="home" label="Posts by people you follow" empty={<EmptyHome />} />
    </>
  );
}

/** Visitors are told what this place is, and see what is going on in it. */
function PublicHome() {
  return (
    <>
      <Welcome />
      <h2 className="title border-b border-line px-5 pt-7 pb-3 text-xl md:px-5">What people write here</h2>
      <Feed name="latest" label="Latest posts" empty={<NothingLatest />} />
    </>
  );
}
