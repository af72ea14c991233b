/** What can be done with a message: quick reactions, reply, and the rest in a menu. */
import { Suspense, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import type { Message } from "../../../../contract/messages.ts";
import { ApiError } from "../../api/error.ts";
import { roomsApi } from "../../api/rooms.ts";
import { cx } from "../../lib/cx.ts";
import { describeError } from "../../lib/describe-error.ts";
import { IconButton } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { toast } from "../../ui/toast.ts";
import { useRoomContext } from "./room-context.ts";

const EmojiDialog = lazyPart(() => import("./EmojiDialog.tsx"));
const ReportDialog = lazyPart(() => import("../reports/ReportDialog.tsx"));

const quick = ["👍", "❤️", "😂"];

interface Props {
  message: Message;
  /** Shown without pointer or focus: the message was tapped. */
  shown: boolean;
  onDone: () => void;
}

export function MessageTools({ message, shown, onDone }: Props) {
  const { room, conversation, mayWrite, reply, people } = useRoomContext();
  const [dialog, setDialog] = useState<"emoji" | "delete" | "report" | null>(null);
  const close = () => setDialog(null);
  const items = useMenuItems(message, setDialog).map((item) => ({
    ...item,
    onSelect: () => {
      item.onSelect();
      onDone();
    },
  }));

  function react(emoji: string): void {
    const mine = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
    room.change({ t: "react", messageSeq: message.seq, emoji, on: !mine });
    onDone();
  }

  return (
    <>
      <div
        className={cx(
          "absolute end-3 -top-4 z-10 pointer-coarse:-top-10 flex items-center rounded-full border border-line bg-raised px-1 shadow-float transition-opacity",
          "focus-within:pointer-events-auto focus-within:opacity-100 has-aria-expanded:opacity-100",
          shown
            ? "pointer-events-auto opacity-100"
            : "pointer-events-none opacity-0 group-hover:pointer-events-auto group-hover:opacity-100",
        )}
      >
        {mayWrite &&
          quick.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={`React with ${emoji}`}
              onClick={() => react(emoji)}
              className="grid size-9 place-items-center rounded-full hover:bg-sunken pointer-coarse:size-11"
            >
              {emoji}
            </button>
          ))}
        {mayWrite && (
          <>
            <IconButton icon="plus" size={18} label="Another reaction" tip="none" onClick={() => setDialog("emoji")} />
            <IconButton
              icon="reply"
              size={18}
              label="Reply"
              tip="none"
              onClick={() => {
                reply(message.seq);
                onDone();
              }}
            />
          </>
        )}
        <Menu
          label="Message"
          items={items}
          renderTrigger={(attributes) => (
            <IconButton {...attributes} icon="more" size={18} label="More about this message" tip="none" />
          )}
        />
      </div>
      {dialog === "delete" && (
        <ConfirmDialog
          title="Delete this message?"
          confirm="Delete message"
          danger
          onClose={close}
          onConfirm={() => room.change({ t: "delete", messageSeq: message.seq })}
        >
          It goes for everybody here. A line stays where it was.
        </ConfirmDialog>
      )}
      <Suspense fallback={null}>
        {dialog === "emoji" && <EmojiDialog onChoose={react} onClose={close} />}
        {dialog === "report" && (
          <ReportDialog
            target={{ type: "message", id: message.id, conversationId: conversation.id }}
            what="this message"
            person={people.get(message.senderId) ?? null}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}

function useMenuItems(message: Message, open: (dialog: "delete" | "report") => void): MenuItem[] {
  const { viewer, conversation, edit, mayWrite, mayPin, mayModerate } = useRoomContext();
  const own = message.senderId === viewer.id;
  const items: MenuItem[] = [];
  if (message.content !== "") {
    items.push({ label: "Copy text", icon: "copy", onSelect: () => void copy(message.content) });
  }
  if (own && mayWrite) items.push({ label: "Edit", icon: "edit", onSelect: () => edit(message.seq) });
  if (mayPin) {
    items.push({
      label: message.pinned ? "Unpin" : "Pin",
      icon: "pin",
      onSelect: () => void pin(conversation.id, message),
    });
  }
  if (!own) items.push({ label: "Report", icon: "flag", danger: true, separate: true, onSelect: () => open("report") });
  if (own || mayModerate) {
    items.push({ label: "Delete", icon: "trash", danger: true, separate: own, onSelect: () => open("delete") });
  }
  return items;
}

async function copy(text: string): Promise<void> {
  // Absent where the page is not served securely.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    await clipboard?.writeText(text);
    toast(clipboard === undefined ? "Copying is not possible here." : "Copied.");
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    toast("This browser does not let the page copy.", { tone: "danger" });
  }
}

async function pin(conversationId: string, { seq, pinned }: Message): Promise<void> {
  try {
    await roomsApi.pin(conversationId, seq, !pinned);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    toast(`Not changed. ${describeError(error).detail}`, { tone: "danger" });
  }
}
