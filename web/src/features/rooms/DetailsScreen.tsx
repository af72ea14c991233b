/** About a conversation: who is in it, what holds there, and how one wants to hear of it. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useWide } from "../../lib/use-wide.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { useViewer } from "../auth/viewer.ts";
import { titleOf } from "../chat/naming.ts";
import { conversationQuery } from "../chat/queries.ts";
import { IconButton } from "../../ui/Button.tsx";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { membersQuery } from "./queries.ts";
import { RoomDetails } from "./RoomDetails.tsx";

const route = getRouteApi("/shell/messages/$conversationId/details");

export async function loader({ context: { queryClient }, params }: LoaderInput): Promise<void> {
  const id = params["conversationId"] ?? "";
  const conversation = await queryClient.ensureQueryData(conversationQuery(id));
  if (conversation.type === "group" || conversation.type === "channel") {
    void queryClient.prefetchInfiniteQuery(membersQuery(id));
  }
}

export function Screen() {
  const { conversationId } = route.useParams();
  const { data: conversation } = useSuspenseQuery(conversationQuery(conversationId));
  const viewerId = useViewer()?.id ?? "";
  const navigate = useNavigate();
  const close = () => void navigate({ to: "/messages/$conversationId", params: { conversationId }, search: true });
  return (
    <div className="h-full min-h-0 overflow-y-auto overscroll-contain">
      {useWide() ? (
        <ScreenHeader
          title="Details"
          level={2}
          actions={<IconButton icon="close" label="Close details" onClick={close} />}
        />
      ) : (
        <ScreenHeader
          title="Details"
          pageTitle={`About ${titleOf(conversation, viewerId)}`}
          back={`/messages/${conversationId}`}
        />
      )}
      <RoomDetails conversation={conversation} viewerId={viewerId} />
    </div>
  );
}
