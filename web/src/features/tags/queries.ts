import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { tagKeys } from "../../api/keys.ts";
import { tagsApi } from "../../api/tags.ts";

/** A tag and how many posts carry it: the exact one among those that begin so. */
export const tagQuery = (name: string) =>
  queryOptions({
    queryKey: tagKeys.detail(name),
    queryFn: async ({ signal }) => {
      const { items } = await tagsApi.autocomplete(name, 20, signal);
      return items.find((tag) => tag.name === name) ?? { name, posts: 0 };
    },
  });

export const popularTagsQuery = queryOptions({
  queryKey: tagKeys.popular,
  queryFn: async ({ signal }) => (await tagsApi.autocomplete("", 8, signal)).items,
  staleTime: 5 * 60_000,
});

/** Tags to choose from, while one is typed. */
export const tagAutocompleteQuery = (q: string) =>
  queryOptions({
    queryKey: tagKeys.autocomplete(q),
    queryFn: async ({ signal }) => (await tagsApi.autocomplete(q, 8, signal)).items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
