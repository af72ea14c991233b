import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { authApi } from "../../api/auth.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { PasswordInput } from "../../ui/inputs.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { DoorTitle } from "./DoorTitle.tsx";
import { newPasswordHint, tooShort } from "./password.ts";
import { useSession } from "./viewer.ts";

const route = getRouteApi("/door/reset");

export function Screen() {
  const { token } = route.useSearch();
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <>
        <DoorTitle title="Your password is changed">
          For safety every device has been signed out. Sign in with the new password.
        </DoorTitle>
        <Link to="/signin" className={buttonClass({ size: "lg", wide: true })}>
          Sign in
        </Link>
      </>
    );
  }
  if (token === undefined) {
    return (
      <>
        <DoorTitle title="This link is not whole">
          Open the link from the mail again, or ask for a new one. Some mail programs cut long links in two.
        </DoorTitle>
        <Link to="/forgot" className={buttonClass({ size: "lg", wide: true })}>
          Send a new link
        </Link>
      </>
    );
  }
  return <NewPassword token={token} onDone={() => setDone(true)} />;
}

function NewPassword({ token, onDone }: { token: string; onDone: () => void }) {
  const session = useSession();
  const form = useForm({
    initial: { password: "" },
    check: (values) => tooShort(values.password),
    submit: async ({ password }) => {
      await authApi.resetPassword({ token, password });
      if (session.signedIn()) session.forget();
      onDone();
    },
  });
  return (
    <>
      <DoorTitle title="Choose a new password">Every device is signed out once it is changed.</DoorTitle>
      <Form form={form} label="New password">
        <Field label="New password" hint={newPasswordHint} error={form.errors.password}>
          <PasswordInput {...form.bind("password")} autoComplete="new-password" strength />
        </Field>
        <Button type="submit" size="lg" wide pending={form.pending}>
          Change password
        </Button>
      </Form>
      {form.problem !== null && (
        <Notice title="Links work once, for a short time">
          <Link to="/forgot" className="link">
            Send me a new link
          </Link>
        </Notice>
      )}
    </>
  );
}
