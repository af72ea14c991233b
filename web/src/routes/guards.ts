/** Who may open a screen. Used as `beforeLoad`. */
import { redirect, type ParsedLocation } from "@tanstack/react-router";
import { safeReturnTo } from "../lib/return-to.ts";
import type { RouterContext } from "./context.ts";

interface GuardInput {
  context: RouterContext;
  location: ParsedLocation;
}

/** Only with an account: visitors sign in first and come back. */
export function accountOnly({ context, location }: GuardInput): void {
  if (context.session.signedIn()) return;
  redirect({ to: "/signin", search: { returnTo: location.href }, throw: true });
}

/** Only for visitors: whoever has an account goes where they were headed. */
export function visitorOnly({ context, location }: GuardInput): void {
  if (!context.session.signedIn()) return;
  const { returnTo } = location.search as { returnTo?: unknown };
  redirect({ href: safeReturnTo(returnTo) ?? "/", throw: true });
}
