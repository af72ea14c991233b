import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/error.ts";

/** Cached answers count as fresh for half a minute; only what may pass by itself is tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && mayPass(error),
      },
    },
  });
}

function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.status >= 500 || error.code === "network");
}
