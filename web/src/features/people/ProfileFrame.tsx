/** The head of a profile with its pages below: what the person wrote, and what they tell about themselves. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet } from "@tanstack/react-router";
import type { User } from "../../../../contract/users.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { TabLinks } from "../../ui/tabs.tsx";
import { useViewer } from "../auth/viewer.ts";
import { postsOfPersonQuery } from "../posts/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { ProfileHead } from "./ProfileHead.tsx";
import { personQuery } from "./queries.ts";

const route = getRouteApi("/shell/people/$username");

export async function loader({ context: { queryClient }, params }: LoaderInput): Promise<void> {
  const username = params["username"] ?? "";
  void queryClient.prefetchInfiniteQuery(postsOfPersonQuery(username));
  await queryClient.ensureQueryData(personQuery(username));
}

export function Screen() {
  const { username } = route.useParams();
  const { data: person } = useSuspenseQuery(personQuery(username));
  const params = { username };
  return (
    <>
      <ScreenHeader title={person.displayName} pageTitle={`${person.displayName} (@${person.username})`} back="/" />
      <ProfileHead person={person} />
      {person.restricted ? (
        <Restricted person={person} />
      ) : (
        <>
          <TabLinks
            label="Profile"
            links={[
              { label: "Posts", to: "/people/$username", params },
              { label: "About", to: "/people/$username/about", params },
            ]}
          />
          <Outlet />
        </>
      )}
    </>
  );
}

/** Somebody who shows their profile only to some, or whom the viewer blocks. */
function Restricted({ person }: { person: User }) {
  const viewer = useViewer();
  if (person.viewer?.blocking === true) {
    return (
      <EmptyState icon="ban" title={`You block @${person.username}`}>
        Neither of you sees the other. Unblock them to see what they write.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="lock"
      title="This profile is not open to everyone"
      action={
        viewer === null && (
          <Link to="/signin" search={{ returnTo: `/people/${person.username}` }} className={buttonClass()}>
            Sign in
          </Link>
        )
      }
    >
      {viewer === null
        ? "It may be open to people whom they know."
        : `${person.displayName} shows it to people who follow them and whom they follow back.`}
    </EmptyState>
  );
}
