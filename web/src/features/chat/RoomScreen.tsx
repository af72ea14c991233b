/** A room, with what is to be known about it beside it, or over it where there is no place for both. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Outlet, useMatchRoute, useNavigate } from "@tanstack/react-router";
import { cx } from "../../lib/cx.ts";
import { useWide } from "../../lib/use-wide.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { useViewer } from "../auth/viewer.ts";
import { conversationQuery } from "./queries.ts";
import { Room } from "./Room.tsx";

const route = getRouteApi("/shell/messages/$conversationId");

export const loader = ({ context, params }: LoaderInput) =>
  context.queryClient.ensureQueryData(conversationQuery(params["conversationId"] ?? ""));

export function Screen() {
  const params = route.useParams();
  const navigate = useNavigate();
  const { data: conversation } = useSuspenseQuery(conversationQuery(params.conversationId));
  const viewer = useViewer();
  const open = useMatchRoute()({ to: "/messages/$conversationId/details", params }) !== false;
  const covering = !useWide() && open;
  if (viewer === null) return null;
  // Whoever joins comes in by another door: the connection begins anew.
  const standing = conversation.viewer.state === "none" ? "outside" : "inside";
  const to = open ? "/messages/$conversationId" : "/messages/$conversationId/details";
  const onToggle = () => void navigate({ to, params, search: true });
  return (
    <div className="relative flex h-full">
      <div className={cx("min-w-0 flex-1", covering && "invisible")} inert={covering}>
        <Room
          key={`${conversation.id} ${standing}`}
          conversation={conversation}
          viewer={viewer}
          details={{ open, covering, onToggle }}
        />
      </div>
      {open && (
        <div className={covering ? "absolute inset-0 bg-ground" : "w-80 shrink-0 border-s border-line"}>
          <Outlet />
        </div>
      )}
    </div>
  );
}
