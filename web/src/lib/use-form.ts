/** Forms: values, pending state and the server's field errors, mapped to the fields. Nothing typed is ever cleared. */
import { useCallback, useEffect, useRef, useState, type ChangeEvent, type FormEvent, type RefObject } from "react";
import { ApiError } from "../api/error.ts";
import { describeError } from "./describe-error.ts";

type Values = Record<string, string | boolean>;
export type FormErrors<V> = Partial<Record<keyof V & string, string>>;
type Changed = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>;

interface Options<V extends Values> {
  initial: V;
  /** Sends the values. An `ApiError` that it throws is shown; anything else goes to the error boundary of the screen. */
  submit: (values: V) => Promise<void>;
  /** What can be said before sending; an empty answer sends. */
  check?: (values: V) => FormErrors<V>;
  /** The API's field name for a form's, where they differ. */
  paths?: Partial<Record<string, keyof V & string>>;
}

export interface FormState<V extends Values> {
  values: V;
  errors: FormErrors<V>;
  /** What is wrong with the whole, not with one field. */
  problem: { title: string; detail: string } | null;
  pending: boolean;
  element: RefObject<HTMLFormElement | null>;
  /** Attributes that bind a text field, text area or select to a value. */
  bind: <K extends keyof V & string>(name: K) => { name: K; value: string; onChange: (event: Changed) => void };
  /** Attributes that bind a checkbox or switch. */
  bindChecked: <K extends keyof V & string>(
    name: K,
  ) => { name: K; checked: boolean; onChange: (event: Changed) => void };
  set: <K extends keyof V & string>(name: K, value: V[K]) => void;
  onSubmit: (event: FormEvent) => void;
}

export function useForm<V extends Values>({ initial, submit, check, paths }: Options<V>): FormState<V> {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<FormErrors<V>>({});
  const [problem, setProblem] = useState<FormState<V>["problem"]>(null);
  const [pending, setPending] = useState(false);
  const [crash, setCrash] = useState<{ error: unknown } | null>(null);
  const element = useRef<HTMLFormElement>(null);
  const refused = useRef(false);
  if (crash !== null) throw crash.error;

  // Once the fields have been marked, the first of them takes the focus, and with it its message is read; where it is no
  // field's fault, the notice above the fields does, so that a long form scrolls to it.
  useEffect(() => {
    if (!refused.current) return;
    refused.current = false;
    const field = element.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    (field ?? element.current?.querySelector<HTMLElement>("[role=alert]"))?.focus();
  }, [errors]);

  const set = useCallback<FormState<V>["set"]>((name, value) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors((before) => ({ ...before, [name]: undefined }));
  }, []);

  function refuse(found: FormErrors<V>, whole: FormState<V>["problem"] = null) {
    refused.current = true;
    setErrors(found);
    setProblem(whole);
  }

  async function send() {
    const found = check?.(values) ?? {};
    if (Object.values(found).some(Boolean)) return refuse(found);
    setPending(true);
    setErrors({});
    setProblem(null);
    try {
      await submit(values);
    } catch (error) {
      if (!(error instanceof ApiError)) return setCrash({ error });
      const mapped = fieldErrors(error, values, paths);
      refuse(mapped.fields, mapped.all ? null : describeError(error));
    } finally {
      setPending(false);
    }
  }

  return {
    values,
    errors,
    problem,
    pending,
    element,
    set,
    bind: (name) => ({
      name,
      value: String(values[name]),
      onChange: (event) => set(name, event.target.value as V[typeof name]),
    }),
    bindChecked: (name) => ({
      name,
      checked: values[name] === true,
      onChange: (event) => set(name, (event.target as HTMLInputElement).checked as V[typeof name]),
    }),
    onSubmit: (event) => {
      event.preventDefault();
      if (!pending) void send();
    },
  };
}

/** The server's refusals by form field; `all` when every one of them found its field. */
export function fieldErrors<V extends Values>(
  error: ApiError,
  values: V,
  paths: Partial<Record<string, keyof V & string>> = {},
): { fields: FormErrors<V>; all: boolean } {
  const fields: FormErrors<V> = {};
  let all = error.errors.length > 0;
  for (const { path, message } of error.errors) {
    const last = path.split(".").at(-1) ?? path;
    const name = paths[path] ?? (path in values ? path : last);
    if (name in values) fields[name as keyof V & string] ??= message;
    else all = false;
  }
  return { fields, all };
}
