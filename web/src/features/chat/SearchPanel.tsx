import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Message } from "../../../../contract/messages.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { lineOf } from "../../media/show/words.ts";
import { Button } from "../../ui/Button.tsx";
import { RelativeTime } from "../../ui/counts.tsx";
import { Field } from "../../ui/Field.tsx";
import { TextInput } from "../../ui/inputs.tsx";
import { Skeleton } from "../../ui/skeletons.tsx";
import { EmptyState, ErrorState } from "../../ui/surfaces.tsx";
import { messageSearchQuery } from "./queries.ts";
import { useNameOf, useRoomContext } from "./room-context.ts";

/** Finds messages of the room by their words; a hit leads to its place. Loaded when it is first wanted. */
export default function SearchPanel({ onClose }: { onClose: () => void }) {
  const { conversation, jumpTo } = useRoomContext();
  const [words, setWords] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const q = useDebounced(words.trim(), 250);
  const query = useInfiniteQuery(messageSearchQuery(conversation.id, q));
  const hits = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape closes it from wherever the focus is inside
    <div
      className="absolute inset-0 z-30 flex flex-col bg-ground"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <div className="border-b border-line p-3 md:px-4">
        <Field label="Search in this conversation" hideLabel optional>
          <TextInput
            type="search"
            ref={input}
            placeholder="Search in this conversation"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </Field>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {q === "" ? null : query.isPending ? (
          <Searching />
        ) : query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : hits.length === 0 ? (
          <EmptyState icon="search" title="Nothing found">
            Try other words, or the beginning of one.
          </EmptyState>
        ) : (
          <ul aria-label="Found messages">
            {hits.map((hit) => (
              <li key={hit.seq}>
                <Hit
                  hit={hit}
                  onOpen={() => {
                    onClose();
                    jumpTo(hit.seq);
                  }}
                />
              </li>
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <div className="grid justify-items-center p-4">
            <Button variant="quiet" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              More
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function Hit({ hit, onOpen }: { hit: Message; onOpen: () => void }) {
  const nameOf = useNameOf();
  return (
    <button
      type="button"
      onClick={onOpen}
      className="grid min-h-14 w-full gap-0.5 border-b border-line px-4 py-2.5 text-start hover:bg-sunken focus-visible:-outline-offset-2 md:px-5"
    >
      <span className="flex items-baseline gap-2 text-sm">
        <bdi className="truncate font-semibold">{nameOf(hit.senderId)}</bdi>
        <span className="text-xs text-muted">
          <RelativeTime at={hit.createdAt} />
        </span>
      </span>
      <span dir="auto" className="line-clamp-2 text-[0.9375rem] text-muted">
        {lineOf(hit)}
      </span>
    </button>
  );
}

function Searching() {
  return (
    <div role="status" className="grid gap-5 p-4 md:p-5">
      <span className="sr-only">Searching</span>
      {[0, 1, 2].map((n) => (
        <span key={n} className="grid gap-2">
          <Skeleton className="h-3.5 w-32" />
          <Skeleton className="h-3 w-4/5" />
        </span>
      ))}
    </div>
  );
}
