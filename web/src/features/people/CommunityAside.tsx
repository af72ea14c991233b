/** Beside feeds and posts: people to follow, what is talked about, a word on this place. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { shortCount } from "../../lib/format.ts";
import { allItems } from "../../lib/pages.ts";
import { usePlace } from "../../lib/place.ts";
import { Skeleton } from "../../ui/skeletons.tsx";
import { useViewer } from "../auth/viewer.ts";
import { DefaultContext } from "../shell/ContextColumn.tsx";
import { popularTagsQuery } from "../tags/queries.ts";
import { suggestionsQuery } from "./queries.ts";
import { SuggestionRow } from "./SuggestionRow.tsx";

export default function CommunityAside() {
  const viewer = useViewer();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-7 pb-6">
      {viewer !== null && <WhoToFollow />}
      <PopularTags />
      <DefaultContext />
    </div>
  );
}

const shown = 3;

function WhoToFollow() {
  const query = useInfiniteQuery(suggestionsQuery);
  const people = allItems(query.data).slice(0, shown);
  if (!query.isPending && people.length === 0) return null;
  return (
    <section aria-labelledby="aside-people">
      <h2 id="aside-people" className="title mb-1 text-lg">
        Who to follow
      </h2>
      {query.isPending ? (
        <PeopleLines />
      ) : (
        <ul>
          {people.map((person) => (
            <li key={person.id}>
              <SuggestionRow person={person} compact />
            </li>
          ))}
        </ul>
      )}
      <Link to="/suggestions" className="link mt-1 inline-flex min-h-9 items-center text-sm">
        Show more
      </Link>
    </section>
  );
}

function PopularTags() {
  const { data: tags, isPending } = useQuery(popularTagsQuery);
  const place = usePlace();
  if (!isPending && (tags === undefined || tags.length === 0)) return null;
  return (
    <section aria-labelledby="aside-tags">
      <h2 id="aside-tags" className="title mb-1 text-lg">
        Talked about
      </h2>
      {tags === undefined ? (
        <TagLines />
      ) : (
        <ul className="-mx-2">
          {tags.map(({ name, posts }) => (
            <li key={name}>
              <Link
                to="/tags/$tag"
                params={{ tag: name }}
                className="flex min-h-9 items-baseline justify-between gap-3 rounded-control px-2 py-1.5 transition-colors hover:bg-sunken"
              >
                <span dir="auto" className="truncate font-medium">
                  #{name}
                </span>
                <span className="text-sm text-muted tabular-nums">
                  {shortCount(posts, place)}
                  <span className="sr-only"> {posts === 1 ? "post" : "posts"}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function PeopleLines() {
  return (
    <div role="status">
      <span className="sr-only">Loading people</span>
      {[0, 1, 2].map((n) => (
        <div key={n} className="flex min-h-18 gap-3 py-1.5">
          <Skeleton className="size-10 rounded-full!" />
          <div className="grid flex-1 content-start gap-2 pt-1">
            <Skeleton className="h-3.5 w-28" />
            <Skeleton className="h-3 w-20" />
          </div>
        </div>
      ))}
    </div>
  );
}

function TagLines() {
  return (
    <div role="status">
      <span className="sr-only">Loading tags</span>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((n) => (
        <div key={n} className="flex min-h-9 items-center">
          <Skeleton className="h-3.5 w-32" />
        </div>
      ))}
    </div>
  );
}
