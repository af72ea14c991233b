import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { LoaderInput } from "../../routes/screen.ts";
import { useViewer } from "../auth/viewer.ts";
import { conversationQuery } from "./queries.ts";
import { Room } from "./Room.tsx";

const route = getRouteApi("/shell/messages/$conversationId");

export const loader = ({ context, params }: LoaderInput) =>
  context.queryClient.ensureQueryData(conversationQuery(params["conversationId"] ?? ""));

export function Screen() {
  const { conversationId } = route.useParams();
  const { data: conversation } = useSuspenseQuery(conversationQuery(conversationId));
  const viewer = useViewer();
  if (viewer === null) return null;
  // Whoever joins comes in by another door: the connection begins anew.
  const standing = conversation.viewer.state === "none" ? "outside" : "inside";
  return <Room key={`${conversation.id} ${standing}`} conversation={conversation} viewer={viewer} />;
}
