import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { authApi } from "../../api/auth.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { PasswordInput } from "../../ui/inputs.tsx";
import { wrongPassword } from "../auth/password.ts";
import { useLeave } from "../auth/use-leave.ts";
import { useSession } from "../auth/viewer.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { Section } from "./Section.tsx";

export function Screen() {
  const leave = useLeave();
  const session = useSession();
  const [understood, setUnderstood] = useState(false);
  const form = useForm({
    initial: { password: "" },
    check: (values) => (values.password === "" ? { password: "Type your password to confirm" } : {}),
    submit: async ({ password }) => {
      const { erasedAfter } = await authApi.deleteAccount(password);
      session.forget();
      await leave({ to: "/farewell", search: { until: erasedAfter } });
    },
  });
  return (
    <>
      <ScreenHeader title="Delete account" back="/settings" />
      <Section title="What happens">
        <ol className="grid gap-4 text-sm">
          <Step title="At once">Your profile, posts and comments are hidden, and you are signed out everywhere.</Step>
          <Step title="For a short while">
            Nothing is lost yet. Sign in again within the grace period and everything is as it was. The exact day is
            told when you delete, and by mail.
          </Step>
          <Step title="After that">
            All of it is erased for good: profile, posts, comments, likes and follows. Nobody can bring it back, neither
            you nor we.
          </Step>
        </ol>
      </Section>
      <Section title="Delete your account">
        <Form form={form} label="Delete account">
          <Field label="Your password" error={wrongPassword(form.errors.password)}>
            <PasswordInput {...form.bind("password")} autoComplete="current-password" />
          </Field>
          <Checkbox
            label="I understand that it cannot be undone after the grace period"
            checked={understood}
            onChange={(event) => setUnderstood(event.target.checked)}
          />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="danger" pending={form.pending} disabled={!understood}>
              Delete my account
            </Button>
            <Link to="/settings" className={buttonClass({ variant: "quiet" })}>
              Keep it
            </Link>
          </div>
        </Form>
      </Section>
    </>
  );
}

function Step({ title, children }: { title: string; children: string }) {
  return (
    <li className="grid gap-0.5 border-s-2 border-line ps-4">
      <span className="font-semibold">{title}</span>
      <span className="text-muted">{children}</span>
    </li>
  );
}
