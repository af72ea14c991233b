import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/error.ts";

/** Cached answers count as fresh for half a minute; only what may pass by itself is tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // Without a network a read fails and says so, with a way to try again. Query would hold it back without a word for as
        // long as the browser believes to be offline, and a screen that waits for it would load forever.
        networkMode: "always",
        refetchOnReconnect: true,
        retry: (failures, error) => failures < 2 && mayPass(error),
      },
    },
  });
}

function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.status >= 500 || error.code === "network");
}
