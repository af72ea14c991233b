import { getRouteApi, Link } from "@tanstack/react-router";
import { authApi } from "../../api/auth.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Form } from "../../ui/Form.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { toast } from "../../ui/toast.ts";
import { useSite } from "../shell/site.ts";
import { AccountFields } from "./AccountFields.tsx";
import { accountOf, checkAccount, emptyAccount } from "./account-form.ts";
import { DoorTitle } from "./DoorTitle.tsx";
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
    initial: emptyAccount,
    check: checkAccount,
    submit: async (values) => {
      const answer = await authApi.register(accountOf(values));
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
        <AccountFields form={form} />
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
