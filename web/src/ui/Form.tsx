import type { ReactNode } from "react";
import type { FormState } from "../lib/use-form.ts";
import { Notice } from "./surfaces.tsx";

/** A form bound to `useForm`; what is wrong with the whole of it is said above the fields. */
export function Form<V extends Record<string, string | boolean>>(props: {
  form: FormState<V>;
  children: ReactNode;
  label?: string;
}) {
  const { children, label } = props;
  const { element, problem, onSubmit } = props.form;
  return (
    <form
      ref={element}
      aria-label={label}
      noValidate
      onSubmit={onSubmit}
      className="grid grid-cols-[minmax(0,1fr)] gap-5"
    >
      {problem !== null && (
        <Notice tone="danger" alert title={problem.title}>
          {problem.detail}
        </Notice>
      )}
      {children}
    </form>
  );
}
