import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Conversation, Invite } from "../../../../contract/conversations.ts";
import { createIdempotencyKeys } from "../../api/idempotency.ts";
import { roomKeys } from "../../api/keys.ts";
import { roomsApi } from "../../api/rooms.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { Select, TextInput } from "../../ui/inputs.tsx";
import { copyAddress } from "../posts/share.ts";

const hour = 3_600;
const spans: [seconds: number, words: string][] = [
  [hour, "An hour"],
  [24 * hour, "A day"],
  [7 * 24 * hour, "A week"],
  [30 * 24 * hour, "30 days"],
];
const uses: [uses: string, words: string][] = [
  ["", "Any number of people"],
  ["1", "One person"],
  ["5", "5 people"],
  ["25", "25 people"],
  ["100", "100 people"],
];

/** Makes a link that lets people in, then shows it to be copied. */
export function NewInviteDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [keys] = useState(createIdempotencyKeys);
  const [made, setMade] = useState<Invite | null>(null);
  const form = useForm({
    initial: { expiresInSeconds: String(7 * 24 * hour), maxUses: "" },
    submit: async ({ expiresInSeconds, maxUses }) => {
      const body = {
        expiresInSeconds: Number(expiresInSeconds),
        maxUses: maxUses === "" ? null : Number(maxUses),
      };
      const invite = await roomsApi.invite(conversation.id, body, keys.keyFor(body));
      keys.done();
      setMade(invite);
      void queryClient.invalidateQueries({ queryKey: roomKeys.invites(conversation.id) });
    },
  });
  return (
    <Dialog title="New invite link" onClose={onClose}>
      {made === null ? (
        <Form form={form} label="New invite link">
          <Field label="Holds for" error={form.errors.expiresInSeconds}>
            <Select {...form.bind("expiresInSeconds")}>
              {spans.map(([seconds, words]) => (
                <option key={seconds} value={seconds}>
                  {words}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Lets in" error={form.errors.maxUses}>
            <Select {...form.bind("maxUses")}>
              {uses.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </Select>
          </Field>
          <Button type="submit" wide pending={form.pending}>
            Make link
          </Button>
        </Form>
      ) : (
        <div className="grid gap-4">
          <Field label="Link">
            <TextInput readOnly value={made.url} onFocus={(event) => event.target.select()} />
          </Field>
          <Button icon="copy" wide onClick={() => void copyAddress(made.url)}>
            Copy link
          </Button>
        </div>
      )}
    </Dialog>
  );
}
