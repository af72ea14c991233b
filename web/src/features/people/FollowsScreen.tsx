/** Who follows a person and whom they follow: two screens of one shape. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ApiError } from "../../api/error.ts";
import type { FollowSide } from "../../api/users.ts";
import { EmptyState } from "../../ui/surfaces.tsx";
import { TabLinks } from "../../ui/tabs.tsx";
import { useViewer } from "../auth/viewer.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { PersonList } from "./PersonList.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { followsQuery, personQuery } from "./queries.ts";

export function FollowsScreen({ username, side }: { username: string; side: FollowSide }) {
  const { data: person } = useQuery(personQuery(username));
  const query = useInfiniteQuery(followsQuery(username, side));
  const name = person?.displayName ?? `@${username}`;
  const params = { username };
  return (
    <>
      <ScreenHeader
        title={name}
        pageTitle={side === "followers" ? `Followers of ${name}` : `Followed by ${name}`}
        subtitle={`@${username}`}
        back={`/people/${username}`}
      />
      <TabLinks
        label="People"
        links={[
          { label: "Followers", to: "/people/$username/followers", params },
          { label: "Following", to: "/people/$username/following", params },
        ]}
      />
      {query.error instanceof ApiError && query.error.code === "forbidden" ? (
        <EmptyState icon="lock" title="Kept private">
          {name} does not show who follows them and whom they follow.
        </EmptyState>
      ) : (
        <PersonList
          label={side === "followers" ? "Followers" : "Following"}
          query={query}
          empty={<Nobody side={side} username={username} />}
        >
          {(each) => <PersonRow person={each} />}
        </PersonList>
      )}
    </>
  );
}

function Nobody({ side, username }: { side: FollowSide; username: string }) {
  const isOwn = useViewer()?.username.toLowerCase() === username.toLowerCase();
  if (side === "followers") {
    return (
      <EmptyState icon="people" title="No followers yet">
        {isOwn ? "Write something, answer somebody: people follow voices they have heard." : "Be the first."}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="people" title="Follows nobody yet">
      {isOwn
        ? "Whom you follow stands here, and what they write comes to your home."
        : "Whom they follow will stand here."}
    </EmptyState>
  );
}
