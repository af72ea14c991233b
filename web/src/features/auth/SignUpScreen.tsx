import { getRouteApi, Link } from "@tanstack/react-router";
import { authApi, type Register } from "../../api/auth.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { PasswordInput, TextInput } from "../../ui/inputs.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { toast } from "../../ui/toast.ts";
import { useSite } from "../shell/site.ts";
import { DoorTitle } from "./DoorTitle.tsx";
import { newPasswordHint, tooShort } from "./password.ts";
import { useEnter } from "./use-enter.ts";

const route = getRouteApi("/door/signup");

export function Screen() {
  const { registrationOpen } = useSite();
  return registrationOpen ? <SignUp /> : <Closed />;
}

function SignUp() {
  const { returnTo } = route.useSearch();
  const enter = useEnter();
  const form = useForm({
    initial: { displayName: "", username: "", email: "", password: "", dateOfBirth: "" },
    check: (values) => ({
      ...(values.displayName.trim() === "" && { displayName: "Tell us what to call you" }),
      ...(values.username.trim() === "" && { username: "Choose a username" }),
      ...(values.email.trim() === "" && { email: "Type your email address" }),
      ...tooShort(values.password),
    }),
    submit: async ({ dateOfBirth, ...values }) => {
      const body: Register = { ...values, ...(dateOfBirth !== "" && { dateOfBirth }) };
      const answer = await authApi.register(body);
      await enter(answer, returnTo);
      toast(`Welcome! We have sent a link to ${values.email.trim()} to confirm the address.`);
    },
  });

  return (
    <>
      <DoorTitle title="Create your account">
        It takes a minute. You can change everything but the day you joined.
      </DoorTitle>
      <Form form={form} label="Create account">
        <Field label="Name" hint="As people know you. Any script is welcome." error={form.errors.displayName}>
          <TextInput {...form.bind("displayName")} autoComplete="name" dir="auto" />
        </Field>
        <Field
          label="Username"
          hint="3 to 30 letters a to z, digits, underscores and dots."
          error={form.errors.username}
        >
          <TextInput
            {...form.bind("username")}
            prefix="@"
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            maxLength={30}
          />
        </Field>
        <Field label="Email" hint="Never shown to others." error={form.errors.email}>
          <TextInput {...form.bind("email")} type="email" autoComplete="email" inputMode="email" />
        </Field>
        <Field label="Password" hint={newPasswordHint} error={form.errors.password}>
          <PasswordInput {...form.bind("password")} autoComplete="new-password" strength />
        </Field>
        <Field label="Date of birth" optional hint="Kept private." error={form.errors.dateOfBirth}>
          <TextInput {...form.bind("dateOfBirth")} type="date" autoComplete="bday" min="1900-01-01" />
        </Field>
        <Button type="submit" size="lg" wide pending={form.pending}>
          Create account
        </Button>
      </Form>
      <p className="text-sm text-muted">
        Have an account?{" "}
        <Link to="/signin" search={returnTo === undefined ? {} : { returnTo }} className="link">
          Sign in
        </Link>
      </p>
    </>
  );
}

function Closed() {
  return (
    <>
      <DoorTitle title="Sign-up is closed" />
      <EmptyState icon="lock" title="No new accounts for now">
        Reading is open to everyone. Look in again later, or ask the people who run this place.
      </EmptyState>
    </>
  );
}
