import { useState } from "react";
import type { Conversation, RoomMember } from "../../../../contract/conversations.ts";
import { type Choice, RadioGroup } from "../../ui/choices.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { toast } from "../../ui/toast.ts";
import { useManageMember } from "./use-manage-member.ts";

const minutes = { quarter: 15, hour: 60, day: 1_440, week: 10_080 };
type Span = keyof typeof minutes;

const choices: Choice<Span>[] = [
  { value: "quarter", label: "15 minutes" },
  { value: "hour", label: "An hour" },
  { value: "day", label: "A day" },
  { value: "week", label: "A week" },
];

interface Props {
  conversation: Conversation;
  member: RoomMember;
  onClose: () => void;
}

/** Keeps somebody from writing for a time; they still read. */
export function MuteDialog({ conversation, member, onClose }: Props) {
  const [span, setSpan] = useState<Span>("hour");
  const { changeNow } = useManageMember(conversation, member);
  return (
    <ConfirmDialog
      title={`Mute ${member.displayName}`}
      confirm="Mute"
      onClose={onClose}
      onConfirm={async () => {
        await changeNow({ mutedUntil: new Date(Date.now() + minutes[span] * 60_000).toISOString() });
        toast(`${member.displayName} is muted.`);
      }}
    >
      <div className="text-text">
        <RadioGroup legend="They cannot write for" name="muteSpan" value={span} choices={choices} onChange={setSpan} />
      </div>
    </ConfirmDialog>
  );
}
