import { Link, type LinkProps } from "@tanstack/react-router";
import { cx } from "../../lib/cx.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { useViewer } from "../auth/viewer.ts";
import { AccountMenu } from "./AccountMenu.tsx";
import { PlaceBadge } from "./PlaceBadge.tsx";
import { railPlaces, writePlace, type Place } from "./places.ts";
import { useSite } from "./site.ts";

/** Places on the left: icons from 704 px, with words from 1100. */
export function Rail() {
  const viewer = useViewer();
  const { name } = useSite().branding;
  return (
    <header className="sticky top-0 hidden h-dvh w-18 shrink-0 flex-col gap-6 px-3 pt-4 pb-3 md:flex lg:w-(--rail) lg:pe-5">
      <Link
        to="/"
        aria-label={`${name}, home`}
        className="flex min-h-11 items-center gap-3 self-center rounded-control px-3 lg:self-start"
      >
        <Mark size={24} className="text-accent" />
        <span className="title hidden text-xl leading-none lowercase lg:block">{name}</span>
      </Link>
      <nav aria-label="Places" className="grid gap-1">
        {railPlaces(viewer).map((place) => (
          <RailLink key={place.label} place={place} />
        ))}
      </nav>
      {viewer === null ? (
        <Doors />
      ) : (
        <>
          <Link
            to={writePlace.to}
            aria-label="Write a post"
            className={cx(
              buttonClass({ size: "lg" }),
              "size-12 self-center rounded-full! p-0! lg:h-11 lg:rounded-control! lg:w-full lg:px-5!",
            )}
          >
            <Icon name="edit" />
            <span className="hidden lg:inline">Write</span>
          </Link>
          <div className="mt-auto grid grid-cols-[minmax(0,1fr)]">
            <AccountMenu viewer={viewer} look="rail" />
          </div>
        </>
      )}
    </header>
  );
}

function RailLink({ place }: { place: Place }) {
  return (
    <Link
      {...({ to: place.to, params: place.params } as LinkProps)}
      activeOptions={{ exact: place.to === "/" }}
      data-tip={place.label}
      data-tip-side="right"
      data-tip-until="lg"
      className="flex min-h-11 items-center gap-3.5 justify-self-center rounded-control px-3 text-muted transition-colors hover:bg-sunken hover:text-text lg:w-full lg:justify-self-auto"
      activeProps={{ className: "text-text! font-semibold" }}
    >
      {({ isActive }) => (
        <>
          <span className="relative">
            <Icon name={place.icon} size={22} className={isActive ? "text-accent" : undefined} />
            {place.unread === true && <PlaceBadge className="lg:hidden" />}
          </span>
          <span className="max-lg:sr-only">{place.label}</span>
          {place.unread === true && <PlaceBadge className="static! ms-auto max-lg:hidden" />}
        </>
      )}
    </Link>
  );
}

function Doors() {
  return (
    <div className="grid gap-2 max-lg:hidden">
      <Link to="/signup" className={buttonClass({ wide: true })}>
        Create account
      </Link>
      <Link to="/signin" className={buttonClass({ variant: "secondary", wide: true })}>
        Sign in
      </Link>
    </div>
  );
}
