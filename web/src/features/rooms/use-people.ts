import { useQuery } from "@tanstack/react-query";
import type { UserCard } from "../../../../contract/users.ts";
import { peopleKeys } from "../../api/keys.ts";
import { usersApi } from "../../api/users.ts";

/** People by id: those that are known, and the rest of `ids` asked for in one call. Who is not there is left out. */
export function usePeople(known: readonly UserCard[], ids: readonly string[]): ReadonlyMap<string, UserCard> {
  const people = new Map(known.map((person) => [person.id, person]));
  const missing = [...new Set(ids)].filter((id) => !people.has(id)).toSorted();
  const { data = [] } = useQuery({
    queryKey: peopleKeys.cards(missing),
    queryFn: ({ signal }) => usersApi.cards(missing, signal),
    enabled: missing.length > 0,
    staleTime: 5 * 60_000,
  });
  for (const person of data) people.set(person.id, person);
  return people;
}
