import { Link, useNavigate } from "@tanstack/react-router";
import type { Conversation } from "../../../../contract/conversations.ts";
import type { RoomState } from "../../live/room-state.ts";
import { shortCount } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { IconButton } from "../../ui/Button.tsx";
import { PageTitle } from "../../ui/PageTitle.tsx";
import { Activity } from "../presence/Activity.tsx";
import { ConversationAvatar } from "./ConversationAvatar.tsx";
import { otherOf, titleOf } from "./naming.ts";
import type { RoomDetailsView } from "./Room.tsx";

interface Props {
  conversation: Conversation;
  state: RoomState;
  searching: boolean;
  onSearch: () => void;
  details: RoomDetailsView | undefined;
}

/** Who one is talking to, and the ways to search and to what is to be known about the room. */
export function RoomHeader({ conversation, state, searching, onSearch, details }: Props) {
  const navigate = useNavigate();
  const { viewerId } = state;
  const title = titleOf(conversation, viewerId);
  const isOpen = details?.open === true;
  return (
    <header className="relative z-40 flex min-h-(--bar) items-center gap-1 border-b border-line bg-ground px-2 md:ps-4">
      <PageTitle>{title}</PageTitle>
      <span className="md:hidden">
        <IconButton
          icon="arrow-left"
          label="All conversations"
          tip="none"
          onClick={() => void navigate({ to: "/messages", search: true })}
        />
      </span>
      <Link
        to={isOpen ? "/messages/$conversationId" : "/messages/$conversationId/details"}
        params={{ conversationId: conversation.id }}
        search={true}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-control py-1"
      >
        <ConversationAvatar conversation={conversation} viewerId={viewerId} size={40} />
        <span className="min-w-0">
          <h1 className="title truncate text-lg leading-6">
            <bdi>{title}</bdi>
          </h1>
          <span className="block truncate text-xs text-muted empty:hidden">
            <Subtitle conversation={conversation} state={state} />
          </span>
          <span className="sr-only">{isOpen ? "Close details" : "Details"}</span>
        </span>
      </Link>
      <IconButton
        icon={searching ? "close" : "search"}
        label={searching ? "Close search" : "Search here"}
        aria-expanded={searching}
        onClick={onSearch}
      />
      <IconButton
        icon="info"
        label={isOpen ? "Close details" : "Details"}
        aria-expanded={isOpen}
        onClick={details?.onToggle}
      />
    </header>
  );
}

function Subtitle({ conversation, state }: Pick<Props, "conversation" | "state">) {
  const place = usePlace();
  const other = otherOf(conversation, state.viewerId);
  if (other !== null) return <Activity userId={other.id} />;
  const members = state.memberCount ?? conversation.memberCount;
  const here = [...state.present].filter((id) => id !== state.viewerId).length;
  return (
    <>
      {shortCount(members, place)} {members === 1 ? "member" : "members"}
      {here > 0 && ` · ${here} here`}
    </>
  );
}
