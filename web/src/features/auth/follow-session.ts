import type { QueryClient } from "@tanstack/react-query";
import type { AnyRouter } from "@tanstack/react-router";
import { toast } from "../../ui/toast.ts";
import type { Session } from "./session.ts";
import { viewerKey } from "./viewer.ts";

interface Parts {
  session: Session;
  queryClient: QueryClient;
  router: Pick<AnyRouter, "invalidate">;
}

/** Brings the page into line when somebody was signed in or out from elsewhere: guards run again, data is read anew. */
export function followSession({ session, queryClient, router }: Parts): void {
  session.onChange((reason) => {
    if (reason === "expired") toast("Your session has ended. Please sign in again.");
    void readAnew({ queryClient, router });
  });
}

/** Runs guards and loaders again, then drops what was read in somebody else's name. */
export async function readAnew({ queryClient, router }: Omit<Parts, "session">): Promise<void> {
  const personal = { predicate: (query: { queryKey: readonly unknown[] }) => query.queryKey[0] !== viewerKey[0] };
  queryClient.removeQueries({ ...personal, type: "inactive" });
  await router.invalidate();
  await queryClient.resetQueries(personal);
}
