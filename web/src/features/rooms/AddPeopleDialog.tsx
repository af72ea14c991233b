import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Conversation, MembersAdded, RoomMember } from "../../../../contract/conversations.ts";
import type { UserCard } from "../../../../contract/users.ts";
import { roomsApi } from "../../api/rooms.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Form } from "../../ui/Form.tsx";
import { toast } from "../../ui/toast.ts";
import { refreshMembers } from "./cache.ts";
import { PeoplePicker } from "./PeoplePicker.tsx";

interface Props {
  conversation: Conversation;
  /** Those who are known to be in; somebody else who is in already stays so. */
  members: readonly RoomMember[];
  onClose: () => void;
}

/** People who are in from now on; who cannot be added is named. */
export function AddPeopleDialog({ conversation, members, onClose }: Props) {
  const queryClient = useQueryClient();
  const [people, setPeople] = useState<UserCard[]>([]);
  const form = useForm({
    initial: {},
    submit: async () => {
      const answer = await roomsApi.addMembers(
        conversation.id,
        people.map(({ id }) => id),
      );
      refreshMembers(queryClient, conversation.id);
      tell(answer, people);
      onClose();
    },
  });
  return (
    <Dialog title="Add people" onClose={onClose}>
      <Form form={form} label="Add people">
        <PeoplePicker
          label="Who"
          people={people}
          onChange={setPeople}
          without={new Set([...members, ...conversation.members].map(({ id }) => id))}
        />
        <Button type="submit" wide pending={form.pending} disabled={people.length === 0}>
          Add
        </Button>
      </Form>
    </Dialog>
  );
}

function tell({ refused }: MembersAdded, people: readonly UserCard[]): void {
  if (refused.length === 0) return toast(people.length === 1 ? `${people[0]?.displayName} is in.` : "They are in.");
  const namesOf = (reason: string) =>
    people.filter(({ id }) => refused.some((each) => each.userId === id && each.reason === reason));
  const list = (names: UserCard[]) => names.map(({ displayName }) => displayName).join(", ");
  const [banned, kept] = [namesOf("banned"), namesOf("not_allowed")];
  const sentences = [
    banned.length > 0 && `Banned from here: ${list(banned)}.`,
    kept.length > 0 && `Cannot be added by you: ${list(kept)}.`,
  ];
  toast(sentences.filter(Boolean).join(" "), { tone: "danger" });
}
