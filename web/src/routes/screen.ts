/** Screens are loaded when they are first visited: component and loader together, in one chunk per screen. */
import { lazyRouteComponent } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { loadNow, loadPart } from "../lib/load-part.ts";
import type { RouterContext } from "./context.ts";

/** What a loader gets. `params` are those of the address; `search` is validated by the route. */
export interface LoaderInput {
  context: RouterContext;
  params: Record<string, string>;
  abortController: AbortController;
}

/** What a screen's module exports: `Screen`, and `loader` if it needs data before it shows. */
export interface ScreenModule {
  Screen: ComponentType;
  loader?: (input: LoaderInput) => Promise<unknown>;
}

/** Route options of a lazily loaded screen, or of the frame around some: `createRoute({ …, ...screen(() => import("…")) })`. */
export function screen(load: () => Promise<ScreenModule>) {
  return {
    component: lazyRouteComponent(() => loadPart(load), "Screen"),
    loader: async ({ context, params, abortController }: LoaderInput): Promise<void> => {
      const module = await loadNow(load);
      await module.loader?.({ context, params, abortController });
    },
  };
}
