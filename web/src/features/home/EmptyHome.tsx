import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { postKeys } from "../../api/keys.ts";
import { allItems } from "../../lib/pages.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { PersonListSkeleton } from "../../ui/skeletons.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { useViewer } from "../auth/viewer.ts";
import { suggestionsQuery } from "../people/queries.ts";
import { SuggestionRow } from "../people/SuggestionRow.tsx";

const shown = 8;

/** Nobody followed yet, or nobody who has written: the way to people, and to what everyone reads. */
export function EmptyHome() {
  const query = useInfiniteQuery(suggestionsQuery);
  const people = allItems(query.data).slice(0, shown);
  return (
    <>
      <EmptyState title="Your feed begins with people" icon="people" action={<NextStep />}>
        Follow a few whose words you would like to meet here. What they write comes the newest first.
      </EmptyState>
      {query.isPending && <PersonListSkeleton />}
      {people.length > 0 && (
        <section aria-labelledby="first-people" className="border-t border-line pt-5">
          <h2 id="first-people" className="title px-4 pb-1 text-lg md:px-5">
            People to begin with
          </h2>
          <ul>
            {people.map((person) => (
              <li key={person.id}>
                <SuggestionRow person={person} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Once somebody is followed the feed can be looked at; before that, there is what everyone writes. */
function NextStep() {
  const queryClient = useQueryClient();
  const following = useViewer()?.counts.following ?? 0;
  if (following === 0) {
    return (
      <Link to="/latest" className={buttonClass({ variant: "secondary" })}>
        Look at Latest
      </Link>
    );
  }
  return (
    <Button icon="refresh" onClick={() => void queryClient.refetchQueries({ queryKey: postKeys.feed("home") })}>
      Show what they write
    </Button>
  );
}
