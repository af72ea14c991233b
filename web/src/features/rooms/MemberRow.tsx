import { Link } from "@tanstack/react-router";
import type { Conversation, RoomMember } from "../../../../contract/conversations.ts";
import type { RoomRole } from "../../../../contract/messages.ts";
import { useNow } from "../../lib/clock.ts";
import { fullTime } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { UserName } from "../../ui/people.tsx";
import { Pill } from "../../ui/surfaces.tsx";
import { LiveAvatar } from "../presence/LiveAvatar.tsx";
import { abilitiesOf, outranks } from "./abilities.ts";
import { MemberMenu } from "./MemberMenu.tsx";

const roleNames: Record<RoomRole, string> = {
  owner: "Owner",
  moderator: "Moderator",
  member: "Member",
  readonly: "Reads only",
};

interface Props {
  member: RoomMember;
  conversation: Conversation;
  viewerId: string;
}

/** A member with their role, and what the viewer may do with them. */
export function MemberRow({ member, conversation, viewerId }: Props) {
  const { roomRole, username } = member;
  const isSelf = member.id === viewerId;
  const isManaged = !isSelf && abilitiesOf(conversation).manage && outranks(conversation.viewer.role, roomRole);
  return (
    <li className="relative flex min-h-15 items-center gap-3 px-4 py-2 transition-colors hover:bg-sunken/45 md:px-5">
      <LiveAvatar person={member} className="self-center" />
      <div className="min-w-0 flex-1">
        <Link
          to="/people/$username"
          params={{ username }}
          className="block rounded-sm after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-control focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <UserName person={member} stacked />
        </Link>
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-1">
        {isSelf && <Pill>You</Pill>}
        {roomRole !== "member" && (
          <Pill tone={roomRole === "readonly" ? "neutral" : "accent"}>{roleNames[roomRole]}</Pill>
        )}
        <Muted until={member.mutedUntil} />
      </div>
      {isManaged && (
        <div className="relative z-1">
          <MemberMenu member={member} conversation={conversation} />
        </div>
      )}
    </li>
  );
}

function Muted({ until }: { until: string | null }) {
  const now = useNow();
  const place = usePlace();
  if (until === null || Date.parse(until) <= now) return null;
  return (
    <span title={`Until ${fullTime(until, place)}`}>
      <Pill tone="warning" icon="mute">
        Muted
      </Pill>
    </span>
  );
}
