import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/Button.tsx";
import { Colonnade } from "../../ui/Colonnade.tsx";
import { Wordmark } from "../../ui/Mark.tsx";
import { PageTitle } from "../../ui/PageTitle.tsx";
import { useSite } from "../shell/site.ts";

/** What a visitor meets first: what this place is, and the way in. What people write comes right below it. */
export function Welcome() {
  const { branding, registrationOpen } = useSite();
  return (
    <section className="border-b border-line px-5 pt-5 pb-8 md:px-8 md:pt-10">
      <PageTitle>Welcome</PageTitle>
      <Wordmark name={branding.name} className="md:hidden" />
      <div className="grid items-center gap-x-8 gap-y-5 max-md:mt-5 md:grid-cols-[1fr_15rem]">
        <Colonnade className="w-52 text-muted md:order-last md:w-full" />
        <div className="grid gap-3">
          <h1 className="title text-2xl text-balance md:text-3xl">{branding.tagline}</h1>
          <p className="max-w-prose text-muted">
            A stoa was a covered walk beside the market, where anyone could sit down, listen, teach and argue. Read as
            long as you like, and come in when you have something to say.
          </p>
          <div className="mt-2 flex flex-wrap gap-3">
            {registrationOpen && (
              <Link to="/signup" className={buttonClass({ size: "lg" })}>
                Create account
              </Link>
            )}
            <Link to="/signin" className={buttonClass({ variant: "secondary", size: "lg" })}>
              Sign in
            </Link>
          </div>
        </div>
      </div>
    </section>
  );
}
