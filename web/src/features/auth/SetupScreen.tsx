import { getRouteApi } from "@tanstack/react-router";
import { authApi } from "../../api/auth.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Form } from "../../ui/Form.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { AccountFields } from "./AccountFields.tsx";
import { accountOf, checkAccount, emptyAccount } from "./account-form.ts";
import { DoorTitle } from "./DoorTitle.tsx";
import { useEnter } from "./use-enter.ts";

const route = getRouteApi("/door/setup");

/** Opened by the link that the first deploy prints: makes the first administrator. */
export function Screen() {
  const { token } = route.useSearch();
  return token === undefined ? <NoToken /> : <Setup token={token} />;
}

function Setup({ token }: { token: string }) {
  const enter = useEnter();
  const form = useForm({
    initial: emptyAccount,
    check: checkAccount,
    submit: async (values) => enter(await authApi.setUp({ ...accountOf(values), token }), undefined),
  });
  return (
    <>
      <DoorTitle title="Set up your community">
        This link works once. The account that you create now runs the place.
      </DoorTitle>
      <Form form={form} label="Create the first administrator">
        <AccountFields form={form} />
        <Button type="submit" size="lg" wide pending={form.pending}>
          Create administrator
        </Button>
      </Form>
    </>
  );
}

function NoToken() {
  return (
    <>
      <DoorTitle title="Set up your community" />
      <EmptyState icon="lock" title="This link is not complete">
        Open the whole link that was printed when the site was deployed.
      </EmptyState>
    </>
  );
}
