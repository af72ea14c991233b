import { useQuery } from "@tanstack/react-query";
import type { UserCard } from "../../../../contract/users.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import type { Token } from "../compose/tokens.ts";
import type { Suggestion } from "../compose/use-suggestions.ts";
import { peopleAutocompleteQuery } from "../people/queries.ts";
import { useRoomContext } from "./room-context.ts";

const most = 6;
const restMs = 150;

/** People who may be meant by what is typed after an `@`: those of the room first, then anybody. */
export function useMemberSuggestions(token: Token | null): Suggestion[] {
  const { people, viewer, conversation } = useRoomContext();
  const query = token?.kind === "mention" ? token.query.toLowerCase() : null;
  const here =
    query === null ? [] : [...people.values()].filter((person) => person.id !== viewer.id && fits(person, query));
  // Rooms of few are known whole; elsewhere somebody may be in the room without having been seen yet.
  const searchable = conversation.memberCount > conversation.members.length && query !== null && query !== "";
  const settled = useDebounced(searchable ? query : null, restMs);
  const elsewhere = useQuery({ ...peopleAutocompleteQuery(settled ?? ""), enabled: settled !== null });
  if (query === null) return [];
  const known = new Set(here.map(({ id }) => id));
  const more = searchable ? (elsewhere.data ?? []).filter(({ id }) => !known.has(id) && id !== viewer.id) : [];
  return [...here, ...more].slice(0, most).map((person) => ({ word: `@${person.username}`, person }));
}

function fits({ username, displayName }: UserCard, query: string): boolean {
  const words = displayName.toLowerCase().split(/\s+/);
  return username.toLowerCase().startsWith(query) || words.some((word) => word.startsWith(query));
}
