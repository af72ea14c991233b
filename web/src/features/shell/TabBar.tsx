import { Link, type LinkProps } from "@tanstack/react-router";
import { cx } from "../../lib/cx.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useViewer } from "../auth/viewer.ts";
import { PlaceBadge } from "./PlaceBadge.tsx";
import { tabPlaces, writePlace } from "./places.ts";

const bar =
  "fixed inset-x-0 bottom-0 z-30 border-t border-line bg-ground/92 pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden";

/** Five tabs at the thumb; for visitors the doors instead. */
export function TabBar() {
  const viewer = useViewer();
  if (viewer === null) return <VisitorBar />;
  return (
    <nav aria-label="Places" className={bar}>
      <div className="grid h-(--tabs) grid-cols-5">
        {tabPlaces(viewer).map((place) => {
          const isWrite = place.to === writePlace.to;
          return (
            <Link
              key={place.label}
              {...({ to: place.to, params: place.params } as LinkProps)}
              activeOptions={{ exact: place.to === "/" }}
              className="grid content-center justify-items-center gap-0.5 text-[0.6875rem] leading-3 font-medium text-muted focus-visible:-outline-offset-2"
              activeProps={{ className: "text-text!" }}
            >
              {({ isActive }) => (
                <>
                  <span
                    className={cx(
                      "relative grid place-items-center",
                      isWrite ? "h-7 w-11 rounded-full bg-accent text-on-accent" : "h-6",
                      isActive && !isWrite && "text-accent",
                    )}
                  >
                    <Icon name={place.icon} size={isWrite ? 20 : 22} />
                    {place.unread === true && <PlaceBadge />}
                  </span>
                  <span className="max-w-full truncate">{place.label}</span>
                </>
              )}
            </Link>
          );
        })}
      </div>
    </nav>
  );
}

function VisitorBar() {
  return (
    <nav aria-label="Join" className={bar}>
      <div className="flex h-(--tabs) items-center gap-2 px-4">
        <Link to="/signin" className={cx(buttonClass({ variant: "secondary" }), "flex-1")}>
          Sign in
        </Link>
        <Link to="/signup" className={cx(buttonClass(), "flex-1")}>
          Create account
        </Link>
      </div>
    </nav>
  );
}
