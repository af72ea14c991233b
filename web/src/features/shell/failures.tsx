/** Screens for what went wrong: nothing at this address, or a part that broke. */
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { ApiError } from "../../api/error.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Wordmark } from "../../ui/Mark.tsx";
import { PageTitle } from "../../ui/PageTitle.tsx";
import { EmptyState, ErrorState } from "../../ui/surfaces.tsx";

export function NotFoundScreen() {
  return (
    <>
      <PageTitle>Not found</PageTitle>
      <EmptyState
        level={1}
        title="There is nothing here"
        action={
          <Link to="/" className={buttonClass({ variant: "secondary" })}>
            Go home
          </Link>
        }
      >
        The address may be mistyped, or what was here has been removed or is not for everyone to see.
      </EmptyState>
    </>
  );
}

/** A missing thing reads as not found; anything else can be tried again, and what lacked a network is as soon as there is one. */
export function ErrorScreen({ error }: ErrorComponentProps) {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  function retry(): void {
    reset();
    void router.invalidate();
  }
  const offline = error instanceof ApiError && error.code === "network";
  const onNetwork = useEffectEvent(retry);
  useEffect(() => {
    if (!offline) return;
    const again = () => onNetwork();
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [offline]);
  if (error instanceof ApiError && error.code === "not_found") return <NotFoundScreen />;
  return (
    <>
      <PageTitle>Something went wrong</PageTitle>
      <ErrorState level={1} error={error} onRetry={retry} />
    </>
  );
}

/** When even the session could not be settled: the whole page is this. */
export function RootErrorScreen(props: ErrorComponentProps) {
  return (
    <main id="main" className="px-5 pt-6">
      <Wordmark />
      <ErrorScreen {...props} />
    </main>
  );
}
