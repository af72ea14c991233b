import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { UserListItem } from "../../../../contract/users.ts";
import { peopleKeys } from "../../api/keys.ts";
import { usersApi } from "../../api/users.ts";
import { describeError } from "../../lib/describe-error.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { toast } from "../../ui/toast.ts";
import { useViewer } from "../auth/viewer.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { countOwn, removePerson } from "./cache.ts";
import { PersonList } from "./PersonList.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { requestsQuery } from "./queries.ts";

export async function loader({ context }: LoaderInput): Promise<void> {
  void context.queryClient.prefetchInfiniteQuery(requestsQuery);
}

export function Screen() {
  const query = useInfiniteQuery(requestsQuery);
  return (
    <>
      <ScreenHeader title="Follow requests" back="/" />
      <PersonList label="Follow requests" query={query} empty={<NoRequests />}>
        {(person) => <RequestRow person={person} />}
      </PersonList>
    </>
  );
}

/** Whoever is answered leaves the list at once, and comes back when the server refuses. */
function RequestRow({ person }: { person: UserListItem }) {
  const queryClient = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (accept: boolean) => usersApi.answerRequest(person.id, accept),
    onMutate: () => {
      const before = queryClient.getQueryData(requestsQuery.queryKey);
      removePerson(queryClient, peopleKeys.requests, person.id);
      return { before };
    },
    onSuccess: (_relation, accept) => {
      if (!accept) return;
      countOwn(queryClient, "followers", 1);
      toast(`@${person.username} follows you now.`);
    },
    onError: (error, _accept, context) => {
      queryClient.setQueryData(requestsQuery.queryKey, context?.before);
      toast(`Not answered. ${describeError(error).detail}`, { tone: "danger" });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: peopleKeys.requests }),
  });
  const name = <span className="sr-only">{person.displayName}</span>;
  return (
    <PersonRow
      person={person}
      action={
        <div className="flex gap-2">
          <Button variant="quiet" size="sm" onClick={() => mutate(false)}>
            Refuse {name}
          </Button>
          <Button size="sm" onClick={() => mutate(true)}>
            Accept {name}
          </Button>
        </div>
      }
    />
  );
}

function NoRequests() {
  const locked = useViewer()?.locked ?? false;
  return (
    <EmptyState
      icon="person-plus"
      title="Nobody is waiting"
      action={
        !locked && (
          <Link to="/settings/privacy" className={buttonClass({ variant: "secondary" })}>
            Privacy settings
          </Link>
        )
      }
    >
      {locked
        ? "When somebody asks to follow you, you decide here. Refusing is quiet: they are not told."
        : "Anybody can follow you. If you would rather be asked first, change it in your settings."}
    </EmptyState>
  );
}
