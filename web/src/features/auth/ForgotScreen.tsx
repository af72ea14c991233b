import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { authApi } from "../../api/auth.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { TextInput } from "../../ui/inputs.tsx";
import { DoorTitle } from "./DoorTitle.tsx";

export function Screen() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { email: "" },
    check: (values) => (values.email.trim() === "" ? { email: "Type your email address" } : {}),
    submit: async ({ email }) => {
      await authApi.forgotPassword(email.trim());
      setSentTo(email.trim());
    },
  });

  if (sentTo !== null) {
    return (
      <>
        <DoorTitle title="Look in your mailbox">
          If <strong className="font-semibold text-text">{sentTo}</strong> belongs to an account, a link to choose a new
          password is on its way. It can take a minute; look among the unwanted mail too.
        </DoorTitle>
        <div className="flex flex-wrap gap-2">
          <Link to="/signin" className={buttonClass()}>
            Back to sign in
          </Link>
          <Button variant="quiet" onClick={() => setSentTo(null)}>
            Use another address
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <DoorTitle title="Forgot your password?">
        Type the email address of your account, and we send you a link to choose a new one.
      </DoorTitle>
      <Form form={form} label="Forgot password">
        <Field label="Email" error={form.errors.email}>
          <TextInput {...form.bind("email")} type="email" autoComplete="email" inputMode="email" />
        </Field>
        <Button type="submit" size="lg" wide pending={form.pending}>
          Send the link
        </Button>
      </Form>
      <Link to="/signin" className="link justify-self-start py-2 text-sm">
        Back to sign in
      </Link>
    </>
  );
}
