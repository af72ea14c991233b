import { Link, Outlet } from "@tanstack/react-router";
import { Colonnade } from "../../ui/Colonnade.tsx";
import { Wordmark } from "../../ui/Mark.tsx";
import { useSite } from "../shell/site.ts";

/** The frame of signing up and in: the form alone on phones, beside a drawing of the place on desktops. */
export function Door() {
  const { name, tagline } = useSite().branding;
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <header className="hidden flex-col justify-between border-e border-line bg-surface p-10 lg:flex">
        <Link to="/" aria-label={`${name}, home`} className="self-start rounded-control">
          <Wordmark name={name} />
        </Link>
        <Colonnade className="mx-auto w-full max-w-lg text-muted" />
        <p className="title max-w-md text-2xl text-balance">{tagline}</p>
      </header>
      <main id="main" tabIndex={-1} className="flex flex-col px-5 pt-6 pb-16 md:px-10">
        <Link to="/" aria-label={`${name}, home`} className="self-start rounded-control lg:hidden">
          <Wordmark name={name} />
        </Link>
        <div className="mx-auto mt-10 grid w-full max-w-[25rem] content-start gap-6 md:my-auto">
          <Outlet />
        </div>
      </main>
    </div>
  );
}
