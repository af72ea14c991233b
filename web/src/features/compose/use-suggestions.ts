import { useQuery } from "@tanstack/react-query";
import type { TagSuggestion } from "../../../../contract/posts.ts";
import type { UserCard } from "../../../../contract/users.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { peopleAutocompleteQuery } from "../people/queries.ts";
import { tagAutocompleteQuery } from "../tags/queries.ts";
import type { Token } from "./tokens.ts";

export type Suggestion = { word: string } & ({ person: UserCard } | { tag: TagSuggestion });

const restMs = 120;
const none: Suggestion[] = [];

/** What may be meant by the token: people for mentions, tags for tags. */
export function useSuggestions(token: Token | null): Suggestion[] {
  const settled = useDebounced(token === null ? null : `${token.kind} ${token.query}`, restMs);
  const [kind, query = ""] = settled?.split(" ") ?? [];
  const people = useQuery({ ...peopleAutocompleteQuery(query), enabled: kind === "mention" });
  const tags = useQuery({ ...tagAutocompleteQuery(query), enabled: kind === "tag" });
  if (token === null) return none;
  if (kind === "mention" && token.kind === kind) {
    return people.data?.map((person) => ({ word: `@${person.username}`, person })) ?? none;
  }
  if (kind === "tag" && token.kind === kind) return tags.data?.map((tag) => ({ word: `#${tag.name}`, tag })) ?? none;
  return none;
}
