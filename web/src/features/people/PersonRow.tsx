import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { UserListItem } from "../../../../contract/users.ts";
import { cx } from "../../lib/cx.ts";
import { UserName } from "../../ui/people.tsx";
import { Pill } from "../../ui/surfaces.tsx";
import { LiveAvatar } from "../presence/LiveAvatar.tsx";
import { FollowButton } from "./FollowButton.tsx";

interface Props {
  person: UserListItem;
  /** A line or two under the name. */
  children?: ReactNode;
  /** Instead of the follow button. */
  action?: ReactNode;
  /** For narrow places: smaller, without padding at the sides. */
  compact?: boolean;
}

/** A person in a list. The row leads to the profile; the button at its end keeps its own target. */
export function PersonRow({ person, children, action, compact = false }: Props) {
  return (
    <div
      className={cx(
        "relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 transition-colors",
        compact ? "min-h-18 rounded-control py-1.5" : "px-4 py-3 hover:bg-sunken/45 md:px-5",
      )}
    >
      <LiveAvatar person={person} size={compact ? 40 : 48} className="row-span-2" />
      <div>
        <Link
          to="/people/$username"
          params={{ username: person.username }}
          className="block rounded-sm after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-control focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <UserName person={person} stacked />
        </Link>
        {person.viewer?.followedBy === true && !compact && (
          <span className="mt-1 inline-flex">
            <Pill>Follows you</Pill>
          </span>
        )}
      </div>
      <div className="relative z-1">{action ?? <FollowButton person={person} />}</div>
      {children !== undefined && <div className="col-span-2 col-start-2">{children}</div>}
    </div>
  );
}
