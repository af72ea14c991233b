import type { FormState } from "../../lib/use-form.ts";
import { Field } from "../../ui/Field.tsx";
import { PasswordInput, TextInput } from "../../ui/inputs.tsx";
import type { AccountValues } from "./account-form.ts";
import { newPasswordHint } from "./password.ts";

/** What a new account is asked for. */
export function AccountFields({ form }: { form: FormState<AccountValues> }) {
  return (
    <>
      <Field label="Name" hint="As people know you. Any script is welcome." error={form.errors.displayName}>
        <TextInput {...form.bind("displayName")} autoComplete="name" dir="auto" />
      </Field>
      <Field label="Username" hint="3 to 30 letters a to z, digits, underscores and dots." error={form.errors.username}>
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
    </>
  );
}
