import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { useViewer } from "../auth/viewer.ts";
import { PostList } from "../feed/PostList.tsx";
import { postsOfPersonQuery } from "../posts/queries.ts";
import { personQuery } from "./queries.ts";

const route = getRouteApi("/shell/people/$username/");

export function Screen() {
  const { username } = route.useParams();
  const query = useInfiniteQuery(postsOfPersonQuery(username));
  const name = useQuery(personQuery(username)).data?.displayName ?? `@${username}`;
  return <PostList label={`Posts by ${name}`} query={query} empty={<NoPosts username={username} name={name} />} />;
}

function NoPosts({ username, name }: { username: string; name: string }) {
  const isOwn = useViewer()?.username.toLowerCase() === username.toLowerCase();
  if (!isOwn)
    return <EmptyState title={`${name} has not written yet`}>Follow them to be there when they do.</EmptyState>;
  return (
    <EmptyState
      title="You have not written yet"
      action={
        <Link to="/write" className={buttonClass()}>
          Write your first post
        </Link>
      }
    >
      A question, a find, a thought before breakfast: it need not be long.
    </EmptyState>
  );
}
