import { useInfiniteQuery } from "@tanstack/react-query";
import type { Box } from "../../api/conversations.ts";
import { Skeleton } from "../../ui/skeletons.tsx";
import { InfiniteList } from "../../ui/InfiniteList.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { ConversationRow } from "./ConversationRow.tsx";
import { conversationsQuery } from "./queries.ts";

const labels: Record<Box, string> = {
  inbox: "Conversations",
  archived: "Archived conversations",
  requests: "Message requests",
};

export function ConversationList({ box, viewerId }: { box: Box; viewerId: string }) {
  const query = useInfiniteQuery(conversationsQuery(box));
  return (
    <InfiniteList
      label={labels[box]}
      query={query}
      idOf={(conversation) => conversation.id}
      skeleton={<ListSkeleton />}
      empty={<NothingHere box={box} />}
    >
      {(conversation) => <ConversationRow conversation={conversation} viewerId={viewerId} />}
    </InfiniteList>
  );
}

function ListSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading conversations</span>
      {[0, 1, 2, 3, 4, 5].map((n) => (
        <div key={n} className="flex min-h-18 items-center gap-3 px-4 py-2.5">
          <Skeleton className="size-12 shrink-0 rounded-full!" />
          <div className="grid flex-1 gap-2.5">
            <Skeleton className="h-3.5 w-32" />
            <Skeleton className="h-3 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}

function NothingHere({ box }: { box: Box }) {
  switch (box) {
    case "inbox":
      return (
        <EmptyState icon="mail" title="No conversations yet">
          Write to somebody from their profile, make a group, or look around in the channels.
        </EmptyState>
      );
    case "archived":
      return (
        <EmptyState icon="article" title="Nothing put away">
          Conversations that you archive rest here. A new message brings nothing back by itself.
        </EmptyState>
      );
    case "requests":
      return (
        <EmptyState icon="shield" title="No requests">
          When somebody whom you do not follow writes to you, it waits here until you answer.
        </EmptyState>
      );
  }
}
