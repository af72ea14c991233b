import { useState } from "react";
import type { Conversation, RoomMember } from "../../../../contract/conversations.ts";
import type { RoomRole } from "../../../../contract/messages.ts";
import { type Choice, RadioGroup } from "../../ui/choices.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { rolesToGive } from "./abilities.ts";
import { useManageMember } from "./use-manage-member.ts";

const choices: Choice<RoomRole>[] = [
  { value: "owner", label: "Owner", hint: "May do everything, and end the conversation." },
  { value: "moderator", label: "Moderator", hint: "Looks after messages and members." },
  { value: "member", label: "Member", hint: "Reads and writes." },
  { value: "readonly", label: "Reads only", hint: "Sees everything and writes nothing." },
];

interface Props {
  conversation: Conversation;
  member: RoomMember;
  onClose: () => void;
}

export function RoleDialog({ conversation, member, onClose }: Props) {
  const [role, setRole] = useState(member.roomRole);
  const offered = rolesToGive(conversation.viewer.role);
  const { changeNow } = useManageMember(conversation, member);
  return (
    <ConfirmDialog
      title={`Role of ${member.displayName}`}
      confirm="Change role"
      onClose={onClose}
      onConfirm={() => changeNow({ role })}
    >
      <div className="text-text">
        <RadioGroup
          legend="In this room they are"
          name="roomRole"
          value={role}
          choices={choices.filter(({ value }) => offered.includes(value))}
          onChange={setRole}
        />
      </div>
    </ConfirmDialog>
  );
}
