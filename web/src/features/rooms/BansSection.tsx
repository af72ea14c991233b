import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Conversation, RoomBan } from "../../../../contract/conversations.ts";
import { ApiError } from "../../api/error.ts";
import { roomKeys } from "../../api/keys.ts";
import { roomsApi } from "../../api/rooms.ts";
import { describeError } from "../../lib/describe-error.ts";
import { allItems } from "../../lib/pages.ts";
import { Button } from "../../ui/Button.tsx";
import { RelativeTime } from "../../ui/counts.tsx";
import { Avatar, UserName } from "../../ui/people.tsx";
import { toast } from "../../ui/toast.ts";
import { Section } from "../settings/Section.tsx";
import { bansQuery } from "./queries.ts";

/** Who may not come back; nothing while there is nobody. */
export function BansSection({ conversation }: { conversation: Conversation }) {
  const query = useInfiniteQuery(bansQuery(conversation.id));
  const bans = allItems(query.data);
  if (bans.length === 0) return null;
  return (
    <Section title="Banned">
      <ul className="grid gap-3">
        {bans.map((ban) => (
          <Ban key={ban.user.id} ban={ban} conversationId={conversation.id} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="quiet" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Section>
  );
}

function Ban({ ban: { user, createdAt }, conversationId }: { ban: RoomBan; conversationId: string }) {
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  async function lift(): Promise<void> {
    setPending(true);
    try {
      await roomsApi.unban(conversationId, user.id);
      toast(`The ban of ${user.displayName} is lifted.`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(`Not lifted. ${describeError(error).detail}`, { tone: "danger" });
    } finally {
      setPending(false);
      void queryClient.invalidateQueries({ queryKey: roomKeys.bans(conversationId) });
    }
  }
  return (
    <li className="flex items-center gap-3">
      <Avatar person={user} />
      <div className="min-w-0 flex-1">
        <UserName person={user} stacked />
        <p className="text-sm text-muted">
          since <RelativeTime at={createdAt} long />
        </p>
      </div>
      <Button
        variant="secondary"
        size="sm"
        pending={pending}
        aria-label={`Lift the ban of ${user.displayName}`}
        onClick={() => void lift()}
      >
        Lift ban
      </Button>
    </li>
  );
}
