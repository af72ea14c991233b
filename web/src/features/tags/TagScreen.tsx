import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { shortCount } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { useViewer } from "../auth/viewer.ts";
import { Feed } from "../feed/Feed.tsx";
import { feedQuery } from "../feed/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { tagQuery } from "./queries.ts";

const route = getRouteApi("/shell/tags/$tag");

/** Tags are kept in lower case, in one form of Unicode. */
const canonical = (tag: string) => tag.normalize("NFC").toLowerCase();

export async function loader({ context: { queryClient }, params }: LoaderInput): Promise<void> {
  const tag = canonical(params["tag"] ?? "");
  void queryClient.prefetchInfiniteQuery(feedQuery(`tag:${tag}`));
  void queryClient.prefetchQuery(tagQuery(tag));
}

export function Screen() {
  const tag = canonical(route.useParams().tag);
  const place = usePlace();
  const posts = useQuery(tagQuery(tag)).data?.posts;
  return (
    <>
      <ScreenHeader
        title={`#${tag}`}
        back="/latest"
        // A space holds the line until the number is there.
        subtitle={posts === undefined ? "\u00A0" : `${shortCount(posts, place)} ${posts === 1 ? "post" : "posts"}`}
      />
      <Feed key={tag} name={`tag:${tag}`} label={`Posts with #${tag}`} empty={<Unused tag={tag} />} />
    </>
  );
}

function Unused({ tag }: { tag: string }) {
  const viewer = useViewer();
  return (
    <EmptyState
      icon="hash"
      title={`Nobody has used #${tag} yet`}
      action={
        viewer !== null && (
          <Link to="/write" className={buttonClass({ variant: "secondary" })}>
            Write about it
          </Link>
        )
      }
    >
      Put #{tag} anywhere in a post, and it appears here.
    </EmptyState>
  );
}
