import { getRouteApi } from "@tanstack/react-router";
import type { LoaderInput } from "../../routes/screen.ts";
import { FollowsScreen } from "./FollowsScreen.tsx";
import { followsQuery, personQuery } from "./queries.ts";

const route = getRouteApi("/shell/people/$username/following");

export async function loader({ context: { queryClient }, params }: LoaderInput): Promise<void> {
  const username = params["username"] ?? "";
  void queryClient.prefetchInfiniteQuery(followsQuery(username, "following"));
  await queryClient.ensureQueryData(personQuery(username));
}

export function Screen() {
  return <FollowsScreen username={route.useParams().username} side="following" />;
}
