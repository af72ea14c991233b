/** What stands beside the column on wide screens: the screen's own context, or a word about this place. */
import { Link, useMatches } from "@tanstack/react-router";
import { createElement, Suspense } from "react";
import { buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { useViewer } from "../auth/viewer.ts";
import { useSite } from "./site.ts";

export function ContextColumn() {
  const aside = useMatches({
    select: (matches) => matches.findLast((match) => match.staticData.aside)?.staticData.aside,
  });
  return (
    <aside
      aria-label="Context"
      className="sticky top-0 hidden h-dvh w-[calc(var(--context)+2.5rem)] shrink-0 overflow-y-auto ps-8 pe-2 pt-5 xl:block"
    >
      <Suspense fallback={null}>{aside === undefined ? <DefaultContext /> : createElement(aside)}</Suspense>
    </aside>
  );
}

/** For visitors an invitation, for everyone a line about the place. */
export function DefaultContext() {
  const viewer = useViewer();
  const { branding, registrationOpen } = useSite();
  return (
    <div className="grid gap-5">
      {viewer === null && registrationOpen && (
        <Card className="grid gap-3">
          <h2 className="title text-xl">Come in out of the sun</h2>
          <p className="text-sm text-muted">Follow people, keep what is worth keeping, and say something back.</p>
          <Link to="/signup" className={buttonClass({ wide: true })}>
            Create account
          </Link>
          <p className="text-sm text-muted">
            Been here before?{" "}
            <Link to="/signin" className="link">
              Sign in
            </Link>
          </p>
        </Card>
      )}
      <footer className="grid gap-2 text-xs text-muted">
        <p>
          {branding.name}. {branding.tagline}
        </p>
        <p>
          <a href="/docs" className="underline-offset-2 hover:underline">
            For developers
          </a>
        </p>
      </footer>
    </div>
  );
}
