/** The frame of most screens: places on the left, one column, context on the right. Screens in it are listed here. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "./root.tsx";
import { screen } from "./screen.ts";

export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  component: lazyRouteComponent(() => import("../features/shell/Shell.tsx"), "Shell"),
});

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  ...screen(() => import("../features/home/HomeScreen.tsx")),
});

export const shellRoutes = [homeRoute] as const;
