import { useQueryClient } from "@tanstack/react-query";
import type { Conversation } from "../../../../contract/conversations.ts";
import { roomsApi } from "../../api/rooms.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { TextArea, TextInput } from "../../ui/inputs.tsx";
import { toast } from "../../ui/toast.ts";
import { keepConversation } from "./cache.ts";

/** Name and topic. Everybody in the room is told of the change. */
export function EditRoomDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const queryClient = useQueryClient();
  const form = useForm({
    initial: { name: conversation.name ?? "", topic: conversation.topic ?? "" },
    check: ({ name }) => (name.trim() === "" ? { name: "must not be empty" } : {}),
    submit: async ({ name, topic }) => {
      keepConversation(queryClient, await roomsApi.update(conversation.id, { name: name.trim(), topic: topic.trim() }));
      toast("Saved.");
      onClose();
    },
  });
  return (
    <Dialog title="Name and topic" onClose={onClose}>
      <Form form={form} label="Name and topic">
        <Field label="Name" error={form.errors.name}>
          <TextInput {...form.bind("name")} dir="auto" maxLength={80} autoComplete="off" />
        </Field>
        <Field label="Topic" optional error={form.errors.topic} counter={{ value: form.values.topic, max: 500 }}>
          <TextArea {...form.bind("topic")} dir="auto" rows={2} />
        </Field>
        <Button type="submit" wide pending={form.pending}>
          Save
        </Button>
      </Form>
    </Dialog>
  );
}
