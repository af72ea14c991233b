/** The person who looks: their account, or null without one. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { Me } from "../../../../contract/users.ts";
import { http } from "../../api/http.ts";
import { usersApi } from "../../api/users.ts";
import type { Session } from "./session.ts";

export const viewerKey = ["me"] as const;

/** The root route waits for it, so that every screen finds it there. */
export const viewerQuery = queryOptions({
  queryKey: viewerKey,
  queryFn: ({ signal }): Promise<Me | null> => (http.signedIn() ? usersApi.me(signal) : Promise.resolve(null)),
  staleTime: 5 * 60_000,
});

/** The signed-in person's account; null for visitors. */
export function useViewer(): Me | null {
  return useQuery(viewerQuery).data ?? null;
}

/** Puts a newer state of the account in place, as an update answers it. */
export function useSetViewer(): (me: Me) => void {
  const queryClient = useQueryClient();
  return (me) => queryClient.setQueryData(viewerKey, me);
}

export function useSession(): Session {
  return getRouteApi("__root__").useRouteContext().session;
}
