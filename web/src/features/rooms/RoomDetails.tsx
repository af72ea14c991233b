import type { Conversation } from "../../../../contract/conversations.ts";
import { titleOf } from "../chat/naming.ts";
import { abilitiesOf } from "./abilities.ts";
import { BansSection } from "./BansSection.tsx";
import { EndSection } from "./EndSection.tsx";
import { InvitesSection } from "./InvitesSection.tsx";
import { MembersSection } from "./MembersSection.tsx";
import { OwnSettings } from "./OwnSettings.tsx";
import { PinnedSection } from "./PinnedSection.tsx";
import { RoomHead } from "./RoomHead.tsx";
import { RulesSection } from "./RulesSection.tsx";

/** Everything about a conversation but its messages. What the viewer's role may not do is not there. */
export function RoomDetails({ conversation, viewerId }: { conversation: Conversation; viewerId: string }) {
  const { type, viewer } = conversation;
  const { manage } = abilitiesOf(conversation);
  const isMember = viewer.role !== null && viewer.state === "member";
  return (
    <>
      <RoomHead conversation={conversation} viewerId={viewerId} />
      {isMember && <OwnSettings conversation={conversation} />}
      <PinnedSection conversation={conversation} />
      {(type === "group" || type === "channel") && <MembersSection conversation={conversation} viewerId={viewerId} />}
      {manage && (
        <>
          <InvitesSection conversation={conversation} />
          <RulesSection conversation={conversation} />
          <BansSection conversation={conversation} />
        </>
      )}
      <EndSection conversation={conversation} title={titleOf(conversation, viewerId)} />
    </>
  );
}
