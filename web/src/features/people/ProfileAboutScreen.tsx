/** What a person tells about themselves: links, work, education, what they can and what they like. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { EducationEntry, ExperienceEntry, User } from "../../../../contract/users.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { useViewer } from "../auth/viewer.ts";
import { personQuery } from "./queries.ts";
import { hostOf } from "../../lib/web-address.ts";

const route = getRouteApi("/shell/people/$username/about");

export function Screen() {
  const { username } = route.useParams();
  const { data: person } = useSuspenseQuery(personQuery(username));
  const { links, experience, education, skills, interests } = person;
  const isEmpty = [links, experience, education, skills, interests].every((list) => list.length === 0);
  if (isEmpty) return <Nothing person={person} />;
  return (
    <div className="divide-y divide-line">
      {experience.length > 0 && (
        <Part title="Experience">
          <Timeline>
            {experience.map((entry, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- entries have no id, and the list is only shown
              <Experience key={n} entry={entry} />
            ))}
          </Timeline>
        </Part>
      )}
      {education.length > 0 && (
        <Part title="Education">
          <Timeline>
            {education.map((entry, n) => (
              // oxlint-disable-next-line react/no-array-index-key -- entries have no id, and the list is only shown
              <Education key={n} entry={entry} />
            ))}
          </Timeline>
        </Part>
      )}
      {skills.length > 0 && (
        <Part title="Skills">
          <Words words={skills} />
        </Part>
      )}
      {interests.length > 0 && (
        <Part title="Interests">
          <Words words={interests} />
        </Part>
      )}
      {links.length > 0 && (
        <Part title="Links">
          <Links links={links} />
        </Part>
      )}
    </div>
  );
}

function Nothing({ person }: { person: User }) {
  const isOwn = useViewer()?.id === person.id;
  if (!isOwn) return <EmptyState icon="person" title={`${person.displayName} has not told more yet`} />;
  return (
    <EmptyState
      icon="person"
      title="Tell people who you are"
      action={
        <Link to="/settings/profile" className={buttonClass()}>
          Edit profile
        </Link>
      }
    >
      What you do, what you know and what you like: it helps the right people find you.
    </EmptyState>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3 px-4 py-6 md:px-5">
      <h3 className="title text-lg">{title}</h3>
      {children}
    </section>
  );
}

/** Entries along a line, as the shafts of columns stand. */
function Timeline({ children }: { children: ReactNode }) {
  return <ol className="grid gap-5 border-s-2 border-line ps-5">{children}</ol>;
}

function Experience({ entry }: { entry: ExperienceEntry }) {
  return (
    <Entry title={entry.title || entry.organisation} place={entry.title ? entry.organisation : ""} span={spanOf(entry)}>
      {entry.description && (
        <p dir="auto" className="mt-1 text-[0.9375rem] whitespace-pre-line">
          {entry.description}
        </p>
      )}
    </Entry>
  );
}

function Education({ entry }: { entry: EducationEntry }) {
  return <Entry title={entry.school} place={entry.degree ?? ""} span={spanOf(entry)} />;
}

function Entry(props: { title: string; place: string; span: string; children?: ReactNode }) {
  const { title, place, span, children } = props;
  return (
    <li className="relative before:absolute before:start-[calc(-1.25rem-6px)] before:top-2 before:size-2.5 before:rounded-full before:bg-accent before:ring-4 before:ring-ground">
      <p dir="auto" className="font-semibold">
        {title}
      </p>
      <p className="text-[0.9375rem] text-muted">
        {place !== "" && <bdi>{place}</bdi>}
        {place !== "" && span !== "" && " · "}
        <span className="tabular-nums">{span}</span>
      </p>
      {children}
    </li>
  );
}

/** `2015 – 2019`, `since 2019`, `until 2019`, `2019`; nothing where no year is known. Null as the end means that it goes on. */
export function spanOf({ from, to }: { from?: number | undefined; to?: number | null | undefined }): string {
  if (from === undefined) return to == null ? "" : `until ${to}`;
  if (to == null) return to === null ? `since ${from}` : String(from);
  return from === to ? String(from) : `${from} – ${to}`;
}

function Words({ words }: { words: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-2">
      {words.map((word) => (
        <li key={word} dir="auto" className="rounded-full bg-sunken px-3 py-1 text-[0.9375rem]">
          {word}
        </li>
      ))}
    </ul>
  );
}

function Links({ links }: { links: User["links"] }) {
  return (
    <ul className="-mx-2 grid">
      {links.map(({ label, url }) => (
        <li key={url}>
          <a
            href={url}
            rel="nofollow noopener ugc me"
            className="flex min-h-11 items-center gap-3 rounded-control px-2 py-1 transition-colors hover:bg-sunken"
          >
            <Icon name="link" size={18} className="text-muted" />
            <span dir="auto" className="min-w-0 truncate font-medium">
              {label || hostOf(url)}
            </span>
            {label !== "" && <span className="min-w-0 truncate text-sm text-muted">{hostOf(url)}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}
