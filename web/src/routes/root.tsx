/** The root: the session and the viewer are settled here, before any screen asks for data. */
import { createRootRouteWithContext, lazyRouteComponent } from "@tanstack/react-router";
import { loadPart } from "../lib/load-part.ts";
import { viewerQuery } from "../features/auth/viewer.ts";
import { RootErrorScreen } from "../features/shell/failures.tsx";
import { Root } from "../features/shell/Root.tsx";
import { Splash } from "../features/shell/Splash.tsx";
import { siteQuery } from "../features/shell/site.ts";
import type { RouterContext } from "./context.ts";

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  beforeLoad: ({ context }) => context.session.restore(),
  loader: async ({ context }) => {
    // Nothing waits for the site's settings: until they have come, those of a fresh site stand in.
    void context.queryClient.prefetchQuery(siteQuery);
    await context.queryClient.ensureQueryData(viewerQuery);
  },
  component: Root,
  pendingComponent: Splash,
  errorComponent: RootErrorScreen,
  notFoundComponent: lazyRouteComponent(() => loadPart(() => import("../features/shell/NotFound.tsx")), "NotFound"),
});
