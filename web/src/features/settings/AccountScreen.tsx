import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { authApi } from "../../api/auth.ts";
import { describeError } from "../../lib/describe-error.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { PasswordInput, TextInput } from "../../ui/inputs.tsx";
import { Notice, Pill } from "../../ui/surfaces.tsx";
import { toast } from "../../ui/toast.ts";
import { newPasswordHint, tooShort, wrongPassword } from "../auth/password.ts";
import { useViewer, viewerKey } from "../auth/viewer.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { Section } from "./Section.tsx";

export function Screen() {
  const viewer = useViewer();
  const [changing, setChanging] = useState(false);
  if (viewer === null) return null;
  return (
    <>
      <ScreenHeader title="Account" back="/settings" />
      <Section
        title="Email address"
        hint="For signing in, for getting back in, and for nothing else. Others never see it."
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium break-all">{viewer.email}</span>
          {viewer.emailVerified ? (
            <Pill tone="success" icon="check">
              Confirmed
            </Pill>
          ) : (
            <Pill tone="warning">Not confirmed yet</Pill>
          )}
        </div>
        {!viewer.emailVerified && viewer.email !== null && <Resend email={viewer.email} />}
        {viewer.pendingEmail !== null && (
          <Notice tone="accent" title={`Waiting for ${viewer.pendingEmail}`}>
            Open the link that we sent there. Until then the address above stays in use.
          </Notice>
        )}
        <Button variant="secondary" onClick={() => setChanging(true)} className="justify-self-start">
          Change address
        </Button>
        {changing && (
          <Dialog title="Change your email address" onClose={() => setChanging(false)}>
            <ChangeEmail onDone={() => setChanging(false)} />
          </Dialog>
        )}
      </Section>
      <Section title="Password">
        <ChangePassword username={viewer.username} />
      </Section>
    </>
  );
}

function Resend({ email }: { email: string }) {
  const [state, setState] = useState<"ready" | "sending" | "sent">("ready");
  async function send() {
    setState("sending");
    try {
      await authApi.resendVerification(email);
      setState("sent");
    } catch (error) {
      setState("ready");
      toast(describeError(error).detail, { tone: "danger" });
    }
  }
  if (state === "sent") return <Notice tone="success">A new link is on its way to {email}.</Notice>;
  return (
    <Button
      variant="secondary"
      icon="mail"
      pending={state === "sending"}
      onClick={() => void send()}
      className="justify-self-start"
    >
      Send the link again
    </Button>
  );
}

const askCurrent = (password: string) => (password === "" ? { currentPassword: "Type your password to confirm" } : {});

function ChangeEmail({ onDone }: { onDone: () => void }) {
  const queryClient = useQueryClient();
  const form = useForm({
    initial: { email: "", currentPassword: "" },
    check: (values) => ({
      ...(values.email.trim() === "" && { email: "Type the new address" }),
      ...askCurrent(values.currentPassword),
    }),
    submit: async (values) => {
      await authApi.changeEmail(values);
      toast(`We have sent a link to ${values.email.trim()}.`);
      onDone();
      await queryClient.invalidateQueries({ queryKey: viewerKey });
    },
  });
  return (
    <Form form={form} label="Change email address">
      <Field label="New email address" error={form.errors.email}>
        <TextInput {...form.bind("email")} type="email" autoComplete="email" inputMode="email" />
      </Field>
      <Field label="Your password" error={wrongPassword(form.errors.currentPassword)}>
        <PasswordInput {...form.bind("currentPassword")} autoComplete="current-password" />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" pending={form.pending}>
          Send the link
        </Button>
      </div>
    </Form>
  );
}

function ChangePassword({ username }: { username: string }) {
  const form = useForm({
    initial: { currentPassword: "", password: "" },
    check: (values) => ({ ...askCurrent(values.currentPassword), ...tooShort(values.password) }),
    submit: async (values) => {
      await authApi.changePassword(values);
      form.set("currentPassword", "");
      form.set("password", "");
      toast("Your password is changed.");
    },
  });
  return (
    <Form form={form} label="Change password">
      {/* Tells password managers whose password it is. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Field label="Current password" error={wrongPassword(form.errors.currentPassword)}>
        <PasswordInput {...form.bind("currentPassword")} autoComplete="current-password" />
      </Field>
      <Field label="New password" hint={newPasswordHint} error={form.errors.password}>
        <PasswordInput {...form.bind("password")} autoComplete="new-password" strength />
      </Field>
      <Button type="submit" pending={form.pending} className="justify-self-start">
        Change password
      </Button>
    </Form>
  );
}
