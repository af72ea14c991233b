import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import { roomsApi } from "../../api/rooms.ts";
import { fullDate, shortCount } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { PictureMenu } from "../../media/show/crop/PictureMenu.tsx";
import { avatarShape } from "../../media/show/crop/shapes.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { ConversationAvatar } from "../chat/ConversationAvatar.tsx";
import { otherOf, titleOf } from "../chat/naming.ts";
import { Activity } from "../presence/Activity.tsx";
import { abilitiesOf } from "./abilities.ts";
import { keepConversation } from "./cache.ts";
import { EditRoomDialog } from "./EditRoomDialog.tsx";

/** Who or what the conversation is with: name, kind, topic, and the way to change them. */
export function RoomHead({ conversation, viewerId }: { conversation: Conversation; viewerId: string }) {
  const [editing, setEditing] = useState(false);
  const place = usePlace();
  const { topic, createdAt } = conversation;
  const other = otherOf(conversation, viewerId);
  const { manage } = abilitiesOf(conversation);
  const queryClient = useQueryClient();
  return (
    <section aria-label="About" className="grid justify-items-center gap-3 border-b border-line px-4 py-6 text-center">
      <div className="relative">
        <ConversationAvatar conversation={conversation} viewerId={viewerId} size={64} />
        {manage && (
          <PictureMenu
            what="picture"
            shape={avatarShape}
            hasPicture={conversation.avatarUrl !== null}
            onSave={async (avatarMediaId) =>
              keepConversation(queryClient, await roomsApi.update(conversation.id, { avatarMediaId }))
            }
            className="absolute -end-5 -bottom-3"
          />
        )}
      </div>
      <div className="grid max-w-full gap-0.5">
        <h2 dir="auto" className="title text-xl break-words">
          {titleOf(conversation, viewerId)}
        </h2>
        <p className="text-sm text-muted">
          {other === null ? kindOf(conversation, shortCount(conversation.memberCount, place)) : `@${other.username}`}
        </p>
        {other !== null && (
          <p className="text-sm text-muted empty:hidden">
            <Activity userId={other.id} />
          </p>
        )}
      </div>
      {topic !== null && topic !== "" && (
        <p dir="auto" className="max-w-md text-[0.9375rem] break-words whitespace-pre-line">
          {topic}
        </p>
      )}
      {other === null ? (
        <p className="text-xs text-muted">Since {fullDate(createdAt, place)}</p>
      ) : (
        <Link
          to="/people/$username"
          params={{ username: other.username }}
          className={buttonClass({ variant: "secondary", size: "sm" })}
        >
          See profile
        </Link>
      )}
      {manage && (
        <Button variant="secondary" size="sm" icon="edit" onClick={() => setEditing(true)}>
          Name and topic
        </Button>
      )}
      {editing && <EditRoomDialog conversation={conversation} onClose={() => setEditing(false)} />}
    </section>
  );
}

const kinds = { direct: "Direct messages", group: "Group", channel: "Channel", subject: "Discussion" };

function kindOf({ type, memberCount }: Conversation, count: string): string {
  return `${kinds[type]} · ${count} ${memberCount === 1 ? "member" : "members"}`;
}
