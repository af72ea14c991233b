import { getRouteApi, Link } from "@tanstack/react-router";
import { fullDate } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { DoorTitle } from "./DoorTitle.tsx";

const route = getRouteApi("/door/farewell");

/** After an account was deleted: until when it can come back. */
export function Screen() {
  const { until } = route.useSearch();
  const place = usePlace();
  return (
    <>
      <DoorTitle title="Your account is deleted">
        Thank you for the time that you were here. If you change your mind, sign in
        {until !== undefined && ` before ${fullDate(until, place)}`} and everything is as it was.
      </DoorTitle>
      <div className="flex flex-wrap gap-2">
        <Link to="/" className={buttonClass()}>
          Go to the front page
        </Link>
        <Link to="/signin" className={buttonClass({ variant: "quiet" })}>
          Sign in again
        </Link>
      </div>
    </>
  );
}
