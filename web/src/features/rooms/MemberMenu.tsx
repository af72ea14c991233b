import { useState } from "react";
import type { Conversation, RoomMember } from "../../../../contract/conversations.ts";
import { useNow } from "../../lib/clock.ts";
import { IconButton } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { toast } from "../../ui/toast.ts";
import { MuteDialog } from "./MuteDialog.tsx";
import { RoleDialog } from "./RoleDialog.tsx";
import { useManageMember } from "./use-manage-member.ts";

/** What somebody who manages a room may do with a member of lower rank. */
export function MemberMenu({ member, conversation }: { member: RoomMember; conversation: Conversation }) {
  const [dialog, setDialog] = useState<"role" | "mute" | "remove" | "ban" | null>(null);
  const { change, remove, ban } = useManageMember(conversation, member);
  const close = () => setDialog(null);
  const now = useNow();
  const { displayName, mutedUntil } = member;
  const isMuted = mutedUntil !== null && Date.parse(mutedUntil) > now;

  const items: MenuItem[] = [
    { label: "Change role", icon: "shield", onSelect: () => setDialog("role") },
    isMuted
      ? { label: "Let them write again", icon: "mute", onSelect: () => void unmute() }
      : { label: "Mute for a time", icon: "mute", onSelect: () => setDialog("mute") },
    { label: "Remove", icon: "person", separate: true, onSelect: () => setDialog("remove") },
    { label: "Ban", icon: "ban", danger: true, onSelect: () => setDialog("ban") },
  ];

  async function unmute(): Promise<void> {
    if (await change({ mutedUntil: null })) toast(`${displayName} may write again.`);
  }

  return (
    <>
      <Menu
        label={`Manage ${displayName}`}
        items={items}
        renderTrigger={(attributes) => (
          <IconButton {...attributes} icon="more" label={`Manage ${displayName}`} tip="none" />
        )}
      />
      {dialog === "role" && <RoleDialog conversation={conversation} member={member} onClose={close} />}
      {dialog === "mute" && <MuteDialog conversation={conversation} member={member} onClose={close} />}
      {dialog === "remove" && (
        <ConfirmDialog title={`Remove ${displayName}?`} confirm="Remove" danger onClose={close} onConfirm={remove}>
          They no longer see the conversation. They can come back when somebody adds or invites them.
        </ConfirmDialog>
      )}
      {dialog === "ban" && (
        <ConfirmDialog title={`Ban ${displayName}?`} confirm="Ban" danger onClose={close} onConfirm={ban}>
          They are removed at once and cannot come back until the ban is lifted.
        </ConfirmDialog>
      )}
    </>
  );
}
