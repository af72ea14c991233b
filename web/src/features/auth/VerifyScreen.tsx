import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { authApi } from "../../api/auth.ts";
import { ApiError } from "../../api/error.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { DoorTitle } from "./DoorTitle.tsx";
import { useViewer, viewerKey } from "./viewer.ts";
import { describeError } from "../../lib/describe-error.ts";

const route = getRouteApi("/door/verify");

/** Confirms an address with the token of the mailed link; repeating it does no harm. */
export function Screen() {
  const { token = "" } = route.useSearch();
  const queryClient = useQueryClient();
  const viewer = useViewer();
  const { mutate, ...verify } = useMutation({
    mutationFn: authApi.verifyEmail,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: viewerKey }),
  });
  useEffect(() => {
    if (token !== "") mutate(token);
  }, [token, mutate]);

  if (verify.isSuccess) {
    return (
      <>
        <DoorTitle title="Your address is confirmed">
          <strong className="font-semibold text-text">{verify.data.email}</strong> is yours. Thank you.
        </DoorTitle>
        <Link to={viewer === null ? "/signin" : "/"} className={buttonClass({ size: "lg", wide: true })}>
          {viewer === null ? "Sign in" : "Go to your home"}
        </Link>
      </>
    );
  }
  if (token === "" || verify.isError) {
    const passing = verify.error instanceof ApiError && (verify.error.status === 0 || verify.error.status >= 429);
    return (
      <>
        <DoorTitle title={passing ? describeError(verify.error).title : "This link does not work any more"}>
          {passing
            ? describeError(verify.error).detail
            : "It was used already, is too old or was cut short. Your settings send you a new one."}
        </DoorTitle>
        {passing ? (
          <Button size="lg" wide onClick={() => mutate(token)}>
            Try again
          </Button>
        ) : (
          <Link to="/settings/account" className={buttonClass({ size: "lg", wide: true })}>
            Open settings
          </Link>
        )}
      </>
    );
  }
  return (
    <>
      <DoorTitle title="Confirming your address" />
      <Spinner size={24} label="One moment" />
    </>
  );
}
