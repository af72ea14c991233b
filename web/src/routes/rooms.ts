/** Rooms to be found: channels and invitations. */
import { createRoute } from "@tanstack/react-router";
import { accountOnly } from "./guards.ts";
import { PeoplePending } from "./pending.tsx";
import { screen } from "./screen.ts";
import { shellRoute } from "./shell.ts";

const channelsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/channels",
  beforeLoad: accountOnly,
  pendingComponent: PeoplePending,
  ...screen(() => import("../features/rooms/ChannelsScreen.tsx")),
});
const inviteRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/invites/$code",
  ...screen(() => import("../features/rooms/InviteScreen.tsx")),
});

export const roomRoutes = [channelsRoute, inviteRoute] as const;
