/** Screens for what went wrong: nothing at this address, or a part that broke. */
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
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

/** A missing thing reads as not found; anything else can be tried again. */
export function ErrorScreen({ error }: ErrorComponentProps) {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  if (error instanceof ApiError && error.code === "not_found") return <NotFoundScreen />;
  return (
    <>
      <PageTitle>Something went wrong</PageTitle>
      <ErrorState
        level={1}
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
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
