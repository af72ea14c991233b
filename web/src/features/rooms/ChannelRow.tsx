import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import { shortCount } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Pill } from "../../ui/surfaces.tsx";
import { RoomSign } from "./RoomSign.tsx";
import { useJoin } from "./use-join.ts";

/** A channel in the list. The row opens it; who is not in looks in from outside. */
export function ChannelRow({ channel }: { channel: Conversation }) {
  const place = usePlace();
  const { id, name, topic, memberCount, viewer } = channel;
  const isMember = viewer.state === "member";
  return (
    <div className="relative flex items-start gap-3 border-b border-line px-4 py-3 transition-colors hover:bg-sunken/45 md:px-5">
      <RoomSign conversation={channel} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <Link
          to="/messages/$conversationId"
          params={{ conversationId: id }}
          className="block truncate rounded-sm font-semibold after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-control focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <bdi>{name}</bdi>
        </Link>
        {topic !== null && topic !== "" && (
          <p dir="auto" className="line-clamp-2 text-[0.9375rem] break-words">
            {topic}
          </p>
        )}
        <p className="flex items-center gap-1.5 text-sm text-muted">
          <Icon name="people" size={16} />
          {shortCount(memberCount, place)} {memberCount === 1 ? "member" : "members"}
        </p>
      </div>
      <div className="relative z-1 shrink-0">
        {isMember ? <Pill icon="check">Joined</Pill> : <JoinButton channel={channel} />}
      </div>
    </div>
  );
}

function JoinButton({ channel }: { channel: Conversation }) {
  const join = useJoin();
  const [pending, setPending] = useState(false);
  async function run(): Promise<void> {
    setPending(true);
    await join(channel);
    setPending(false);
  }
  return (
    <Button
      variant="secondary"
      size="sm"
      pending={pending}
      aria-label={`Join ${channel.name}`}
      onClick={() => void run()}
    >
      Join
    </Button>
  );
}
