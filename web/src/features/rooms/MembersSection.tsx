import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import { shortCount } from "../../lib/format.ts";
import { allItems } from "../../lib/pages.ts";
import { usePlace } from "../../lib/place.ts";
import { Button } from "../../ui/Button.tsx";
import { PersonSkeleton } from "../../ui/skeletons.tsx";
import { ErrorState } from "../../ui/surfaces.tsx";
import { abilitiesOf } from "./abilities.ts";
import { AddPeopleDialog } from "./AddPeopleDialog.tsx";
import { MemberRow } from "./MemberRow.tsx";
import { membersQuery } from "./queries.ts";

/** Who is in, a page at a time: what comes below must stay within reach. */
export function MembersSection({ conversation, viewerId }: { conversation: Conversation; viewerId: string }) {
  const query = useInfiniteQuery(membersQuery(conversation.id));
  const [adding, setAdding] = useState(false);
  const place = usePlace();
  const members = allItems(query.data);
  return (
    <section aria-labelledby="room-members" className="border-b border-line py-4">
      <div className="flex min-h-10 items-center justify-between gap-3 px-4 md:px-5">
        <h2 id="room-members" className="text-lg font-semibold">
          Members <span className="font-normal text-muted">{shortCount(conversation.memberCount, place)}</span>
        </h2>
        {abilitiesOf(conversation).addPeople && (
          <Button variant="secondary" size="sm" icon="person-plus" onClick={() => setAdding(true)}>
            Add people
          </Button>
        )}
      </div>
      {query.isPending && <PersonSkeleton />}
      {query.isError && members.length === 0 && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} level={2} />
      )}
      <ul aria-label="Members" className="mt-2">
        {members.map((member) => (
          <MemberRow key={member.id} member={member} conversation={conversation} viewerId={viewerId} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="px-4 pt-2 md:px-5">
          <Button variant="quiet" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more members
          </Button>
        </div>
      )}
      {adding && <AddPeopleDialog conversation={conversation} members={members} onClose={() => setAdding(false)} />}
    </section>
  );
}
