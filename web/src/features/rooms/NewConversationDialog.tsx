import { useState } from "react";
import type { UserCard } from "../../../../contract/users.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { TextInput } from "../../ui/inputs.tsx";
import { PeoplePicker } from "./PeoplePicker.tsx";
import { useCreateConversation } from "./use-create-conversation.ts";

interface Props {
  onClose: () => void;
  /** Who is chosen already. */
  people?: readonly UserCard[];
}

/** Somebody to write to; with several people it becomes a group. Opens the conversation that comes of it. */
export function NewConversationDialog({ onClose, people: first = [] }: Props) {
  const [people, setPeople] = useState<readonly UserCard[]>(first);
  const create = useCreateConversation();
  const isGroup = people.length > 1;
  const form = useForm({
    initial: { name: "" },
    submit: async ({ name }) => {
      const memberIds = people.map(({ id }) => id);
      const called = name.trim() === "" ? {} : { name: name.trim() };
      await create(isGroup ? { type: "group", memberIds, ...called } : { type: "direct", memberIds });
      onClose();
    },
  });
  return (
    <Dialog title="New message" onClose={onClose}>
      <Form form={form} label="New message">
        <PeoplePicker label="To" people={people} onChange={setPeople} />
        {isGroup && (
          <Field
            label="Name of the group"
            optional
            hint="Without one it is called by who is in it."
            error={form.errors.name}
          >
            <TextInput {...form.bind("name")} dir="auto" maxLength={80} autoComplete="off" />
          </Field>
        )}
        <Button type="submit" wide size="lg" pending={form.pending} disabled={people.length === 0}>
          {isGroup ? `Start a group of ${people.length + 1}` : "Write a message"}
        </Button>
      </Form>
    </Dialog>
  );
}
