/** Telling the moderators about a post, a comment or a person. */
import { useState } from "react";
import type { UserCard } from "../../../../contract/users.ts";
import { createIdempotencyKeys } from "../../api/idempotency.ts";
import { type NewReport, type ReportReason, reportsApi } from "../../api/reports.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { type Choice, RadioGroup } from "../../ui/choices.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { TextArea } from "../../ui/inputs.tsx";
import { useRelate } from "../people/use-relate.ts";

const reasons: Choice<ReportReason | "">[] = [
  { value: "spam", label: "Spam", hint: "Advertising, scams, the same thing over and over" },
  { value: "harassment", label: "Harassment", hint: "Attacks or threatens somebody" },
  { value: "hate", label: "Hate", hint: "Against people for who they are" },
  { value: "violence", label: "Violence", hint: "Threatens, shows or praises it" },
  { value: "sexual", label: "Sexual content", hint: "Unwanted, or involving minors" },
  { value: "self_harm", label: "Self-harm", hint: "Somebody may be in danger" },
  { value: "misinformation", label: "False information", hint: "Misleads in a way that can do harm" },
  { value: "impersonation", label: "Impersonation", hint: "Pretends to be somebody else" },
  { value: "copyright", label: "Copyright", hint: "Uses a work without permission" },
  { value: "other", label: "Something else" },
];

interface Props {
  target: { type: NewReport["targetType"]; id: string; conversationId?: string };
  /** What is reported, in a sentence: "this post". */
  what: string;
  /** Who is behind it; muting is offered afterwards. */
  person: UserCard | null;
  onClose: () => void;
}

export default function ReportDialog({ target, what, person, onClose }: Props) {
  const [sent, setSent] = useState(false);
  return (
    <Dialog title={sent ? "Thank you" : `Report ${what}`} onClose={onClose}>
      {sent ? (
        <Thanks person={person} onClose={onClose} />
      ) : (
        <ReportForm target={target} onSent={() => setSent(true)} onClose={onClose} />
      )}
    </Dialog>
  );
}

function ReportForm({ target, onSent, onClose }: Pick<Props, "target" | "onClose"> & { onSent: () => void }) {
  const [keys] = useState(createIdempotencyKeys);
  const form = useForm<{ reason: ReportReason | ""; detail: string }>({
    initial: { reason: "", detail: "" },
    submit: async ({ reason, detail }) => {
      if (reason === "") return;
      const body: NewReport = {
        targetType: target.type,
        targetId: target.id,
        ...(target.conversationId !== undefined && { conversationId: target.conversationId }),
        reason,
        ...(detail.trim() !== "" && { detail }),
      };
      await reportsApi.file(body, keys.keyFor(body));
      onSent();
    },
  });
  return (
    <Form form={form} label="Report">
      <RadioGroup
        legend="What is wrong with it?"
        hint="Only moderators learn that you reported it."
        name="reason"
        value={form.values.reason}
        choices={reasons}
        onChange={(reason) => form.set("reason", reason)}
      />
      <Field
        label="Anything that helps"
        optional
        error={form.errors.detail}
        counter={{ value: form.values.detail, max: 2000 }}
      >
        <TextArea {...form.bind("detail")} dir="auto" />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" pending={form.pending} disabled={form.values.reason === ""}>
          Send report
        </Button>
      </div>
    </Form>
  );
}

function Thanks({ person, onClose }: Pick<Props, "person" | "onClose">) {
  return (
    <div className="grid gap-4">
      <p className="text-muted">A moderator will look at it. You need not do anything more.</p>
      <div className="flex flex-wrap justify-end gap-2">
        {person !== null && <MuteToo person={person} onDone={onClose} />}
        <Button onClick={onClose}>Done</Button>
      </div>
    </div>
  );
}

function MuteToo({ person, onDone }: { person: UserCard; onDone: () => void }) {
  const { relate } = useRelate(person);
  return (
    <Button
      variant="secondary"
      icon="mute"
      onClick={() => {
        relate({ kind: "mute", on: true });
        onDone();
      }}
    >
      Mute @{person.username}
    </Button>
  );
}
