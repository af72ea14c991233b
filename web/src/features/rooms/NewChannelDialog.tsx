import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { TextArea, TextInput } from "../../ui/inputs.tsx";
import { useCreateConversation } from "./use-create-conversation.ts";

/** A channel is open to everyone here; whoever makes it owns it. */
export function NewChannelDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateConversation();
  const form = useForm({
    initial: { name: "", topic: "" },
    check: ({ name }) => (name.trim() === "" ? { name: "must not be empty" } : {}),
    submit: async ({ name, topic }) => {
      const words = topic.trim() === "" ? {} : { topic: topic.trim() };
      await create({ type: "channel", name: name.trim(), ...words });
      onClose();
    },
  });
  return (
    <Dialog title="New channel" onClose={onClose}>
      <Form form={form} label="New channel">
        <Field label="Name" error={form.errors.name}>
          <TextInput {...form.bind("name")} dir="auto" maxLength={80} autoComplete="off" />
        </Field>
        <Field
          label="Topic"
          optional
          hint="What people talk about there."
          error={form.errors.topic}
          counter={{ value: form.values.topic, max: 500 }}
        >
          <TextArea {...form.bind("topic")} dir="auto" rows={2} />
        </Field>
        <p className="text-sm text-muted">Everyone here can find it, read it and join.</p>
        <Button type="submit" wide size="lg" pending={form.pending}>
          Create channel
        </Button>
      </Form>
    </Dialog>
  );
}
