/** A labelled control with hint, error and counter. The control inside takes its ids from here. */
import { createContext, use, useId, type ReactNode } from "react";
import { codePoints } from "../lib/format.ts";
import { cx } from "../lib/cx.ts";
import { Icon } from "./Icon.tsx";

interface FieldIds {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

/** Attributes for the control inside a `Field`; none outside of one. */
export function useFieldControl() {
  const field = use(FieldContext);
  if (field === null) return {};
  return {
    id: field.id,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}

interface Props {
  label: string;
  hint?: ReactNode;
  /** Message as the API gives it (`must not be empty`): a small first letter is completed with the label. */
  error?: string | undefined;
  optional?: boolean;
  /** Shows how many code points are left once few are. */
  counter?: { value: string; max: number };
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  children: ReactNode;
}

export function Field({ label, hint, error, optional = false, counter, hideLabel = false, children }: Props) {
  const id = useId();
  const parts = [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean);
  const ids = { id, describedBy: parts.join(" ") || undefined, invalid: error !== undefined, required: !optional };
  return (
    <div className="grid gap-1.5">
      <div className={cx("flex items-baseline justify-between gap-3", hideLabel && "sr-only")}>
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {optional && <span className="text-xs text-muted">Optional</span>}
      </div>
      <FieldContext value={ids}>{children}</FieldContext>
      {error !== undefined && (
        <p id={`${id}-error`} className="appear flex items-start gap-1.5 text-sm text-danger">
          <Icon name="alert" size={16} className="mt-0.5" />
          {sentence(label, error)}
        </p>
      )}
      <div className="flex justify-between gap-4 text-sm text-muted empty:hidden">
        {hint !== undefined && <div id={`${id}-hint`}>{hint}</div>}
        {counter !== undefined && <Counter {...counter} />}
      </div>
    </div>
  );
}

/** Appears when a fifth or less is left, red once it is too much. */
export function Counter({ value, max }: { value: string; max: number }) {
  const left = max - codePoints(value);
  if (left > max / 5) return null;
  return (
    <span className={cx("ms-auto text-sm tabular-nums", left < 0 ? "font-semibold text-danger" : "text-muted")}>
      {left < 0 ? `${-left} too many` : `${left} left`}
    </span>
  );
}

function sentence(label: string, message: string): string {
  const whole = /^\p{Ll}/u.test(message) ? `${label} ${message}` : message;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
