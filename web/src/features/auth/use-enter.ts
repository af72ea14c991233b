import { useNavigate } from "@tanstack/react-router";
import type { SignedIn } from "../../../../contract/auth.ts";
import { safeReturnTo } from "../../lib/return-to.ts";
import { useSession } from "./viewer.ts";

/** Takes the answer of a sign-in or sign-up and goes on to where the person was headed. */
export function useEnter(): (answer: SignedIn, returnTo: string | undefined) => Promise<void> {
  const session = useSession();
  const navigate = useNavigate();
  return async (answer, returnTo) => {
    session.begin(answer);
    await navigate({ href: safeReturnTo(returnTo) ?? "/", replace: true });
  };
}
