import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ApiError } from "../api/error.ts";
import { Field } from "../ui/Field.tsx";
import { Form } from "../ui/Form.tsx";
import { TextInput } from "../ui/inputs.tsx";
import { fieldErrors, useForm } from "./use-form.ts";

type Values = { displayName: string; username: string };

function Example({ submit }: { submit: (values: Values) => Promise<void> }) {
  const form = useForm<Values>({
    initial: { displayName: "", username: "" },
    check: (values) => (values.displayName === "" ? { displayName: "must not be empty" } : {}),
    submit,
  });
  return (
    <Form form={form} label="Example">
      <Field label="Name" error={form.errors.displayName}>
        <TextInput {...form.bind("displayName")} />
      </Field>
      <Field label="Username" hint="Letters." error={form.errors.username}>
        <TextInput {...form.bind("username")} />
      </Field>
      <button type="submit">Save</button>
    </Form>
  );
}

const refuse = (fields: ConstructorParameters<typeof ApiError>[0]) => () => Promise.reject(new ApiError(fields));

async function fillAndSave(submit: (values: Values) => Promise<void>) {
  const user = userEvent.setup();
  render(<Example submit={submit} />);
  await user.type(screen.getByLabelText("Name"), "Dara");
  await user.type(screen.getByLabelText("Username"), "dara");
  await user.click(screen.getByRole("button", { name: "Save" }));
  return user;
}

test("a refused field is marked, described and focused, and nothing typed is lost", async () => {
  const errors = [{ path: "username", message: "is taken" }];
  const user = await fillAndSave(refuse({ status: 409, code: "conflict", detail: "Taken.", errors }));
  const username = screen.getByLabelText("Username");
  await waitFor(() => expect(document.activeElement).toBe(username));
  expect(username.getAttribute("aria-invalid")).toBe("true");
  const described = (username.getAttribute("aria-describedby") ?? "").split(" ");
  expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual(["Username is taken.", "Letters."]);
  expect(screen.queryByRole("alert")).toBeNull();
  expect([screen.getByLabelText("Name"), username]).toMatchObject([{ value: "Dara" }, { value: "dara" }]);

  await user.type(username, "2");
  expect(username.getAttribute("aria-invalid")).toBeNull();
});

test("what belongs to no field is said for the whole form, with what to do next", async () => {
  await fillAndSave(refuse({ status: 429, code: "rate_limited", detail: "Too many.", retryAfter: 400 }));
  expect((await screen.findByRole("alert")).textContent).toContain("try again in 7 minutes");
  expect(screen.getByLabelText("Name")).toMatchObject({ value: "Dara" });
});

test("what can be checked here is not sent", async () => {
  const submit = vi.fn<(values: Values) => Promise<void>>();
  render(<Example submit={submit} />);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(submit).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(screen.getByLabelText("Name"));
});

test("nested paths find their field by the last part", () => {
  const error = new ApiError({
    status: 422,
    code: "validation_failed",
    detail: "",
    errors: [
      { path: "settings.locale", message: "must be a language tag" },
      { path: "dateOfBirth", message: "must be a past date" },
    ],
  });
  expect(fieldErrors(error, { locale: "" })).toEqual({ fields: { locale: "must be a language tag" }, all: false });
});
