import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Conversation } from "../../../../contract/conversations.ts";
import type { Message } from "../../../../contract/messages.ts";
import { ApiError } from "../../api/error.ts";
import { roomKeys } from "../../api/keys.ts";
import { roomsApi } from "../../api/rooms.ts";
import { describeError } from "../../lib/describe-error.ts";
import { lineOf } from "../../media/show/words.ts";
import { IconButton } from "../../ui/Button.tsx";
import { RelativeTime } from "../../ui/counts.tsx";
import { toast } from "../../ui/toast.ts";
import { Section } from "../settings/Section.tsx";
import { abilitiesOf } from "./abilities.ts";
import { pinsQuery } from "./queries.ts";
import { usePeople } from "./use-people.ts";

/** Messages that were pinned to be found again; nothing while there are none. */
export function PinnedSection({ conversation }: { conversation: Conversation }) {
  const queryClient = useQueryClient();
  const { data: pinned = [] } = useQuery(pinsQuery(conversation.id));
  const people = usePeople(
    conversation.members,
    pinned.map(({ senderId }) => senderId),
  );
  const mayPin = abilitiesOf(conversation).pin;
  if (pinned.length === 0) return null;

  async function unpin({ seq }: Message): Promise<void> {
    try {
      await roomsApi.pin(conversation.id, seq, false);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(`Not changed. ${describeError(error).detail}`, { tone: "danger" });
    } finally {
      void queryClient.invalidateQueries({ queryKey: roomKeys.pins(conversation.id) });
    }
  }

  return (
    <Section title="Pinned">
      <ul className="grid gap-3">
        {pinned.map((message) => (
          <li key={message.seq} className="flex min-w-0 items-start gap-2">
            <div className="min-w-0 flex-1 border-s-2 border-accent ps-3">
              <p className="flex items-baseline gap-1.5 text-sm">
                <bdi className="truncate font-semibold">{people.get(message.senderId)?.displayName ?? "Somebody"}</bdi>
                <span className="shrink-0 text-muted">
                  <RelativeTime at={message.createdAt} />
                </span>
              </p>
              <p dir="auto" className="line-clamp-4 text-[0.9375rem] break-words whitespace-pre-line">
                {lineOf(message)}
              </p>
            </div>
            {mayPin && <IconButton icon="close" size={18} label="Unpin" onClick={() => void unpin(message)} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
