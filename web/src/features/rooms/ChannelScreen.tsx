/** A channel from outside: what it is about, what was said last, and the way in. Members go on to the room. */
import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, redirect } from "@tanstack/react-router";
import type { HistoryItem, Message } from "../../../../contract/messages.ts";
import { conversationsApi } from "../../api/conversations.ts";
import { roomKeys } from "../../api/keys.ts";
import { shortCount } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { RelativeTime } from "../../ui/counts.tsx";
import { Avatar } from "../../ui/people.tsx";
import { PostListSkeleton } from "../../ui/skeletons.tsx";
import { EmptyState, ErrorState } from "../../ui/surfaces.tsx";
import { conversationQuery } from "../chat/queries.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { JoinBar } from "./JoinBar.tsx";
import { usePeople } from "./use-people.ts";

const route = getRouteApi("/shell/channels/$conversationId");
const shown = 30;

const glimpseQuery = (id: string) =>
  queryOptions({
    queryKey: roomKeys.glimpse(id),
    queryFn: ({ signal }) => conversationsApi.messages(id, { limit: shown }, signal),
  });

export async function loader({ context: { queryClient }, params }: LoaderInput): Promise<void> {
  const conversationId = params["conversationId"] ?? "";
  const channel = await queryClient.fetchQuery(conversationQuery(conversationId));
  if (channel.viewer.state !== "none" || channel.type !== "channel") {
    redirect({ to: "/messages/$conversationId", params: { conversationId }, replace: true, throw: true });
  }
  void queryClient.prefetchQuery(glimpseQuery(conversationId));
}

export function Screen() {
  const { conversationId } = route.useParams();
  const { data: channel } = useSuspenseQuery(conversationQuery(conversationId));
  const place = usePlace();
  const { name, topic, memberCount } = channel;
  const members = `${shortCount(memberCount, place)} ${memberCount === 1 ? "member" : "members"}`;
  return (
    <>
      <ScreenHeader title={name ?? "Channel"} subtitle={members} back="/channels" />
      {topic !== null && topic !== "" && (
        <p dir="auto" className="border-b border-line px-4 py-4 break-words whitespace-pre-line md:px-5">
          {topic}
        </p>
      )}
      <Glimpse channelId={conversationId} />
      <div className="sticky bottom-[calc(var(--tabs)+env(safe-area-inset-bottom))] z-10 md:bottom-0">
        <JoinBar channel={channel} />
      </div>
    </>
  );
}

const isWords = (item: HistoryItem): item is Message => !("t" in item) && !item.deleted;

function Glimpse({ channelId }: { channelId: string }) {
  const { data: channel } = useSuspenseQuery(conversationQuery(channelId));
  const { data: history, error, refetch } = useQuery(glimpseQuery(channelId));
  const messages = history?.items.filter(isWords) ?? [];
  const people = usePeople(
    channel.members,
    messages.map(({ senderId }) => senderId),
  );
  if (error !== null && history === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (history === undefined) return <PostListSkeleton />;
  if (messages.length === 0) {
    return (
      <EmptyState icon="hash" title="Nothing said yet">
        Join, and say the first word.
      </EmptyState>
    );
  }
  return (
    <ol aria-label="Newest messages" className="grid gap-4 px-4 py-5 md:px-5">
      {messages.map((message) => {
        const sender = people.get(message.senderId);
        return (
          <li key={message.seq} className="flex gap-3">
            {sender === undefined ? <span className="size-10 shrink-0" /> : <Avatar person={sender} />}
            <div className="min-w-0 flex-1">
              <p className="flex items-baseline gap-1.5">
                <bdi className="truncate font-semibold">{sender?.displayName ?? "Somebody"}</bdi>
                <span className="shrink-0 text-sm text-muted">
                  <RelativeTime at={message.createdAt} />
                </span>
              </p>
              <p dir="auto" className="break-words whitespace-pre-line">
                {message.content}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
