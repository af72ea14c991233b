/** About a conversation: who is in it, what holds there, and how one wants to hear of it. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { LoaderInput } from "../../routes/screen.ts";
import { useViewer } from "../auth/viewer.ts";
import { titleOf } from "../chat/naming.ts";
import { conversationQuery } from "../chat/queries.ts";
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
  return (
    <div className="h-full min-h-0 overflow-y-auto overscroll-contain">
      <ScreenHeader
        title="Details"
        pageTitle={`About ${titleOf(conversation, viewerId)}`}
        back={`/messages/${conversationId}`}
      />
      <RoomDetails conversation={conversation} viewerId={viewerId} />
    </div>
  );
}
