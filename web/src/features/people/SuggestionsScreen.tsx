import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { LoaderInput } from "../../routes/screen.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { PersonList } from "./PersonList.tsx";
import { suggestionsQuery } from "./queries.ts";
import { SuggestionRow } from "./SuggestionRow.tsx";

export async function loader({ context }: LoaderInput): Promise<void> {
  void context.queryClient.prefetchInfiniteQuery(suggestionsQuery);
}

export function Screen() {
  const query = useInfiniteQuery(suggestionsQuery);
  return (
    <>
      <ScreenHeader title="Who to follow" back="/" />
      <PersonList label="People to follow" query={query} empty={<Nobody />}>
        {(person) => <SuggestionRow person={person} />}
      </PersonList>
    </>
  );
}

function Nobody() {
  return (
    <EmptyState
      icon="people"
      title="Nobody to suggest right now"
      action={
        <Link to="/settings/profile" className={buttonClass({ variant: "secondary" })}>
          Tell your interests
        </Link>
      }
    >
      Follow a few people from Latest, or say what interests you, and we find others like you.
    </EmptyState>
  );
}
