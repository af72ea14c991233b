import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { UserCard } from "../../../../contract/users.ts";
import type { Pages } from "../../lib/pages.ts";
import { InfiniteList } from "../../ui/InfiniteList.tsx";
import { PersonListSkeleton } from "../../ui/skeletons.tsx";
import { EndOfList } from "../feed/PostList.tsx";

interface Props<Person> {
  label: string;
  query: UseInfiniteQueryResult<Pages<Person>>;
  empty: ReactNode;
  children: (person: Person) => ReactNode;
}

/** People without end. */
export function PersonList<Person extends UserCard>({ label, query, empty, children }: Props<Person>) {
  return (
    <InfiniteList
      label={label}
      query={query}
      idOf={(person) => person.id}
      skeleton={<PersonListSkeleton />}
      empty={empty}
      end={<EndOfList />}
    >
      {children}
    </InfiniteList>
  );
}
