/** Yes or no, and one of few: native inputs, so that keyboard and screen readers work as everywhere. */
import { useId, type ComponentProps, type ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

interface ToggleProps extends Omit<ComponentProps<"input">, "type" | "className"> {
  label: string;
  hint?: ReactNode;
}

/** Takes effect at once; the label comes first, the switch at the end of the line. */
export function Switch({ label, hint, ...rest }: ToggleProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6 py-1">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        )}
      </div>
      <span className="relative grid shrink-0 place-items-center pointer-coarse:min-h-11">
        <input
          type="checkbox"
          // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- a native checkbox tells its state itself
          role="switch"
          {...rest}
          id={id}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          className="peer h-6 w-10 cursor-pointer appearance-none rounded-full bg-edge transition-colors checked:bg-accent disabled:cursor-default disabled:opacity-50"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute start-0.5 size-5 rounded-full bg-surface transition-transform peer-checked:translate-x-4 rtl:peer-checked:-translate-x-4"
        />
      </span>
    </div>
  );
}

/** Takes effect when its form is sent. */
export function Checkbox({ label, hint, ...rest }: ToggleProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3 py-1 pointer-coarse:min-h-11">
      <span className="relative mt-0.5 grid shrink-0">
        <input
          type="checkbox"
          {...rest}
          id={id}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          className="peer size-5 cursor-pointer appearance-none rounded-[5px] bg-surface inset-ring-[1.5px] inset-ring-edge transition-colors checked:bg-accent checked:inset-ring-accent"
        />
        <Icon
          name="check"
          size={16}
          className="pointer-events-none absolute inset-0.5 text-on-accent opacity-0 peer-checked:opacity-100"
        />
      </span>
      <div className="grid gap-0.5">
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

export interface Choice<V extends string> {
  value: V;
  label: string;
  hint?: string;
  icon?: IconName;
}

interface RadioGroupProps<V extends string> {
  legend: string;
  hint?: ReactNode;
  name: string;
  value: V;
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
  /** Side by side where there is room. */
  inline?: boolean;
  disabled?: boolean;
}

/** One of few, all to be seen. */
export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { legend, hint, name, value, choices, onChange, inline = false, disabled = false } = props;
  return (
    <fieldset disabled={disabled} className="grid gap-2">
      <legend className="mb-2 font-medium">{legend}</legend>
      {hint !== undefined && <p className="-mt-2 mb-1 text-sm text-muted">{hint}</p>}
      <div className={cx("grid gap-2", inline && "md:grid-cols-3")}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cx(
              "flex items-start gap-3 rounded-control bg-surface px-3.5 py-3 inset-ring inset-ring-line transition-colors hover:bg-sunken",
              "has-checked:bg-accent-soft has-checked:inset-ring-2 has-checked:inset-ring-accent",
              "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="mt-[3px] grid size-[18px] shrink-0 appearance-none place-items-center rounded-full bg-surface inset-ring-[1.5px] inset-ring-edge outline-none checked:inset-ring-[5.5px] checked:inset-ring-accent"
            />
            <span className="grid gap-0.5">
              <span className="flex items-center gap-2 text-sm leading-6 font-medium">
                {choice.icon !== undefined && <Icon name={choice.icon} size={18} />}
                {choice.label}
              </span>
              {choice.hint !== undefined && <span className="text-sm text-muted">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
