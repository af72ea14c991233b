import { Link } from "@tanstack/react-router";
import type { User } from "../../../../contract/users.ts";
import { fullDate, monthAndYear, shortCount } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { VerifiedBadge } from "../../ui/people.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Notice, Pill } from "../../ui/surfaces.tsx";
import { useViewer } from "../auth/viewer.ts";
import { Activity } from "../presence/Activity.tsx";
import { LiveAvatar } from "../presence/LiveAvatar.tsx";
import { MessageButton } from "../rooms/MessageButton.tsx";
import { Cover } from "./Cover.tsx";
import { FollowButton } from "./FollowButton.tsx";
import { ProfileMenu } from "./ProfileMenu.tsx";
import { useRelate } from "./use-relate.ts";
import { hostOf } from "../../lib/web-address.ts";

/** Picture, name, bio and numbers of a person, with what one can do with them. */
export function ProfileHead({ person }: { person: User }) {
  const isOwn = useViewer()?.id === person.id;
  return (
    <section aria-label="Profile">
      <Cover person={person} />
      <div className="px-4 pb-4 md:px-5">
        <div className="flex flex-wrap items-end justify-between gap-x-3">
          <LiveAvatar person={person} size={112} className="-mt-14 ring-4 ring-ground" />
          <div className="ms-auto flex flex-wrap items-center justify-end gap-2 pt-3">
            {isOwn ? (
              <Link to="/settings/profile" className={buttonClass({ variant: "secondary" })}>
                Edit profile
              </Link>
            ) : (
              <>
                <ProfileMenu person={person} />
                <MessageButton person={person} />
                <FollowButton person={person} size="md" />
              </>
            )}
          </div>
        </div>
        <Names person={person} />
        {person.viewer?.muting === true && <Muted person={person} />}
        {!person.restricted && (
          <>
            {person.bioHtml !== "" && <RichText html={person.bioHtml} className="mt-3 text-[1.0625rem]" />}
            <Facts person={person} />
            <Counts person={person} />
          </>
        )}
      </div>
    </section>
  );
}

function Names({ person }: { person: User }) {
  return (
    <div className="mt-3 grid gap-1">
      <h2 className="title flex items-center gap-1.5 text-2xl wrap-anywhere">
        <bdi>{person.displayName}</bdi>
        {person.verified && <VerifiedBadge />}
      </h2>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 wrap-anywhere text-muted">
        @{person.username}
        {person.locked && <Icon name="lock" size={16} />}
        {person.locked && <span className="sr-only">approves followers</span>}
        {person.pronouns !== "" && <span>· {person.pronouns}</span>}
        {person.role !== "member" && <Pill tone="accent">{roleNames[person.role]}</Pill>}
        {person.viewer?.followedBy === true && <Pill>Follows you</Pill>}
        <Activity userId={person.id} />
      </p>
    </div>
  );
}

const roleNames = {
  member: "Member",
  student: "Student",
  teacher: "Teacher",
  researcher: "Researcher",
  parent: "Parent",
  creator: "Creator",
  moderator: "Moderator",
  admin: "Admin",
} satisfies Record<User["role"], string>;

function Muted({ person }: { person: User }) {
  const { relate } = useRelate(person);
  return (
    <div className="mt-3">
      <Notice
        title="You mute this person"
        action={
          <Button variant="secondary" size="sm" onClick={() => relate({ kind: "mute", on: false })}>
            Unmute
          </Button>
        }
      >
        What they write stays out of your lists.
      </Notice>
    </div>
  );
}

function Facts({ person }: { person: User }) {
  const place = usePlace();
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-[0.9375rem] text-muted">
      {person.location !== "" && <Fact icon="pin">{person.location}</Fact>}
      {person.website !== null && (
        <Fact icon="link">
          <a href={person.website} rel="nofollow noopener ugc me" className="link">
            {hostOf(person.website)}
          </a>
        </Fact>
      )}
      <Fact icon="calendar">
        <span title={fullDate(person.createdAt, place)}>Joined {monthAndYear(person.createdAt, place)}</span>
      </Fact>
    </ul>
  );
}

function Fact({ icon, children }: { icon: IconName; children: React.ReactNode }) {
  return (
    <li className="flex min-w-0 items-center gap-1.5">
      <Icon name={icon} size={16} />
      <span className="truncate">{children}</span>
    </li>
  );
}

function Counts({ person }: { person: User }) {
  const place = usePlace();
  const { followers, following, posts } = person.counts;
  const params = { username: person.username };
  const number = (value: number) => <b className="font-semibold text-text tabular-nums">{shortCount(value, place)}</b>;
  const link = "inline-flex min-h-9 items-center gap-1 rounded-sm hover:underline pointer-coarse:min-h-11";
  return (
    <ul className="mt-1.5 flex flex-wrap gap-x-5 text-[0.9375rem] text-muted">
      <li>
        <Link to="/people/$username/following" params={params} className={link}>
          {number(following)} following
        </Link>
      </li>
      <li>
        <Link to="/people/$username/followers" params={params} className={link}>
          {number(followers)} {followers === 1 ? "follower" : "followers"}
        </Link>
      </li>
      <li className="inline-flex min-h-9 items-center gap-1 pointer-coarse:min-h-11">
        {number(posts)} {posts === 1 ? "post" : "posts"}
      </li>
    </ul>
  );
}
