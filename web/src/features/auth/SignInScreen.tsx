import { getRouteApi, Link } from "@tanstack/react-router";
import { authApi } from "../../api/auth.ts";
import { ApiError } from "../../api/error.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { PasswordInput, TextInput } from "../../ui/inputs.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useSite } from "../shell/site.ts";
import { DoorTitle } from "./DoorTitle.tsx";
import { useEnter } from "./use-enter.ts";

const route = getRouteApi("/door/signin");

export function Screen() {
  const { returnTo } = route.useSearch();
  const { registrationOpen } = useSite();
  const enter = useEnter();
  const form = useForm({
    initial: { login: "", password: "" },
    check: (values) => ({
      ...(values.login.trim() === "" && { login: "Type your email address or username" }),
      ...(values.password === "" && { password: "Type your password" }),
    }),
    submit: async (values) => {
      const answer = await authApi.login(values).catch(inPlainWords);
      await enter(answer, returnTo);
    },
  });

  return (
    <>
      <DoorTitle title="Welcome back" />
      {returnTo !== undefined && <Notice tone="accent">Sign in to go on. You will be brought right back.</Notice>}
      <Form form={form} label="Sign in">
        <Field label="Email or username" error={form.errors.login}>
          <TextInput
            {...form.bind("login")}
            autoComplete="username"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
        </Field>
        <div className="grid gap-1">
          <Field label="Password" error={form.errors.password}>
            <PasswordInput {...form.bind("password")} autoComplete="current-password" />
          </Field>
          <Link to="/forgot" className="link justify-self-start py-2 text-sm">
            Forgot your password?
          </Link>
        </div>
        <Button type="submit" size="lg" wide pending={form.pending}>
          Sign in
        </Button>
      </Form>
      {registrationOpen && (
        <p className="text-sm text-muted">
          New here?{" "}
          <Link to="/signup" search={returnTo === undefined ? {} : { returnTo }} className="link">
            Create an account
          </Link>
        </p>
      )}
      <p className="border-t border-line pt-4 text-sm text-muted">
        Deleted your account a short while ago? Signing in brings it back, as long as its grace period lasts.
      </p>
    </>
  );
}

/** "Sign in first" is the API's word for a wrong password; at the door it needs another. */
function inPlainWords(error: unknown): never {
  if (!(error instanceof ApiError) || error.code !== "unauthenticated") throw error;
  const detail = "That email or username and password do not go together.";
  throw new ApiError({
    status: error.status,
    code: "validation_failed",
    detail,
    errors: [{ path: "password", message: detail }],
  });
}
