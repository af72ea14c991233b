/** The router, made once per page (and once per request where pages are rendered on the server). */
import { createRouter as makeRouter, type RouterHistory } from "@tanstack/react-router";
import { ErrorScreen, NotFoundScreen } from "../features/shell/failures.tsx";
import { PageSkeleton } from "../ui/skeletons.tsx";
import { accountRoutes, doorRoute } from "./account.ts";
import type { RouterContext } from "./context.ts";
import { roomRoutes } from "./rooms.ts";
import { rootRoute } from "./root.tsx";
import { settingsRoute } from "./settings.ts";
import { shellRoute, shellRoutes } from "./shell.ts";

const routeTree = rootRoute.addChildren([
  shellRoute.addChildren([...shellRoutes, ...roomRoutes, settingsRoute]),
  doorRoute.addChildren(accountRoutes),
]);

/** `history` is the browser's unless given. */
export function createRouter(context: RouterContext, history?: RouterHistory) {
  return makeRouter({
    routeTree,
    ...(history !== undefined && { history }),
    context,
    defaultPreload: "intent",
    // Query knows what is fresh; the router asks it every time.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingMinMs: 250,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: ErrorScreen,
    defaultNotFoundComponent: NotFoundScreen,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createRouter>;
  }
  interface StaticDataRouteOption {
    /** What stands in the context column beside the screen; the default column without it. */
    aside?: React.ComponentType;
    /** `wide`: the screen takes both columns. `room`: it does, and on phones the tabs make way for what one writes. */
    frame?: "wide" | "room";
  }
}
