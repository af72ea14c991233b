import { Link } from "@tanstack/react-router";
import type { Conversation, LastMessage } from "../../../../contract/conversations.ts";
import { useDraft } from "../../lib/drafts.ts";
import { cx } from "../../lib/cx.ts";
import { summaryOf } from "../../media/show/words.ts";
import { RelativeTime } from "../../ui/counts.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { lastAt } from "./cache.ts";
import { ConversationAvatar } from "./ConversationAvatar.tsx";
import { draftSlot, emptyDraft } from "./message-draft.ts";
import { titleOf } from "./naming.ts";
import { UnreadBadge } from "./UnreadBadge.tsx";

interface Props {
  conversation: Conversation;
  viewerId: string;
}

/** One line of the list: who, the last words, and what is unread. */
export function ConversationRow({ conversation, viewerId }: Props) {
  const { unread, mentions, viewer } = conversation;
  const fresh = unread > 0 && !viewer.muted;
  return (
    <Link
      to="/messages/$conversationId"
      params={{ conversationId: conversation.id }}
      search={true}
      className="flex min-h-18 items-center gap-3 px-4 py-2.5 transition-colors hover:bg-sunken/60 focus-visible:-outline-offset-2"
      activeProps={{ className: "bg-sunken!" }}
    >
      {({ isActive }) => (
        <>
          <ConversationAvatar conversation={conversation} viewerId={viewerId} />
          <span className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-0.5">
            <span className="flex items-baseline gap-2">
              <bdi className={cx("min-w-0 flex-1 truncate", fresh ? "font-bold" : "font-semibold")}>
                {titleOf(conversation, viewerId)}
              </bdi>
              <span className="shrink-0 text-xs text-muted">
                <RelativeTime at={lastAt(conversation)} />
              </span>
            </span>
            <span className="flex min-h-5 items-center gap-1.5">
              <span className={cx("min-w-0 flex-1 truncate text-sm", fresh ? "text-text" : "text-muted")}>
                <Preview conversation={conversation} viewerId={viewerId} open={isActive} />
              </span>
              {viewer.muted && (
                <span className="text-muted">
                  <Icon name="mute" size={16} />
                  <span className="sr-only">muted</span>
                </span>
              )}
              {mentions > 0 && (
                <span className="grid size-5 place-items-center rounded-full bg-accent-soft text-accent-strong">
                  <Icon name="at" size={16} />
                  <span className="sr-only">you are mentioned</span>
                </span>
              )}
              <UnreadBadge count={unread} quiet={viewer.muted} />
            </span>
          </span>
        </>
      )}
    </Link>
  );
}

/** The last words, or what the last message brought without any. */
function LastLine({ content, attachments }: LastMessage) {
  if (attachments === undefined) return <bdi>{content}</bdi>;
  const icon = attachments.kind === "audio" || attachments.kind === "file" ? attachments.kind : "image";
  return (
    <>
      <Icon name={icon} size={16} className="me-1 inline-block align-[-0.2em]" />
      <bdi>{content === "" ? summaryOf(attachments) : content}</bdi>
    </>
  );
}

function Preview({ conversation, viewerId, open }: Props & { open: boolean }) {
  const [draft] = useDraft(draftSlot(conversation.id), emptyDraft);
  const { lastMessage, members, type } = conversation;
  if (draft.text.trim() !== "" && !open) {
    return (
      <>
        <span className="font-medium text-danger">Draft:</span> {draft.text}
      </>
    );
  }
  if (lastMessage === null) return <>{conversation.topic ?? "Nothing said yet"}</>;
  if (lastMessage.deleted) return <i>Message deleted</i>;
  const sender = members.find(({ id }) => id === lastMessage.senderId);
  const by = lastMessage.senderId === viewerId ? "You" : type === "direct" ? null : sender?.displayName;
  return (
    <>
      {by != null && `${by}: `}
      <LastLine {...lastMessage} />
    </>
  );
}
