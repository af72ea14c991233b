/** The form of a new account: its values, what can be said before sending, and what is sent. */
import type { Register } from "../../api/auth.ts";
import type { FormErrors } from "../../lib/use-form.ts";
import { tooShort } from "./password.ts";

export type AccountValues = {
  displayName: string;
  username: string;
  email: string;
  password: string;
  dateOfBirth: string;
};

export const emptyAccount: AccountValues = { displayName: "", username: "", email: "", password: "", dateOfBirth: "" };

export function checkAccount(values: AccountValues): FormErrors<AccountValues> {
  return {
    ...(values.displayName.trim() === "" && { displayName: "Tell us what to call you" }),
    ...(values.username.trim() === "" && { username: "Choose a username" }),
    ...(values.email.trim() === "" && { email: "Type your email address" }),
    ...tooShort(values.password),
  };
}

export function accountOf({ dateOfBirth, ...values }: AccountValues): Register {
  return { ...values, ...(dateOfBirth !== "" && { dateOfBirth }) };
}
