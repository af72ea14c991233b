import { Link } from "@tanstack/react-router";
import { buttonClass } from "../../ui/Button.tsx";
import { Colonnade } from "../../ui/Colonnade.tsx";
import { Wordmark } from "../../ui/Mark.tsx";
import { PageTitle } from "../../ui/PageTitle.tsx";
import { useSite } from "../shell/site.ts";

/** What a visitor meets first: what this place is, and the way in. */
export function Welcome() {
  const { branding, registrationOpen } = useSite();
  return (
    <section className="border-b border-line px-5 pt-5 pb-10 md:px-10 md:pt-8 md:pb-12">
      <PageTitle>Welcome</PageTitle>
      <Wordmark name={branding.name} className="md:hidden" />
      <Colonnade className="mx-auto mt-6 w-full max-w-md text-muted md:mt-0" />
      <div className="mt-8 grid gap-4">
        <h1 className="title text-3xl text-balance">{branding.tagline}</h1>
        <p className="max-w-prose text-lg text-muted">
          A stoa was a covered walk beside the market, where anyone could sit down, listen, teach and argue. This one is
          open too: read as long as you like, and come in when you have something to say.
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
    </section>
  );
}
