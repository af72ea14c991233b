import type { QueryClient } from "@tanstack/react-query";
import type { Session } from "../features/auth/session.ts";

/** What loaders and guards can reach. */
export interface RouterContext {
  queryClient: QueryClient;
  session: Session;
}
