/** Text controls. Inside a `Field` they are labelled and described by it. */
import { useState, type ComponentProps, type ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import { useFieldControl } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

const box = cx(
  "w-full rounded-control bg-surface px-3 text-base text-text inset-ring inset-ring-edge transition-shadow",
  "placeholder:text-muted hover:inset-ring-text/60 focus-visible:outline-offset-0",
  "aria-invalid:inset-ring-2 aria-invalid:inset-ring-danger disabled:opacity-60",
);

type TextProps = Omit<ComponentProps<"input">, "prefix"> & {
  /** Shown before what is typed, as `@` of a username. */
  prefix?: ReactNode;
};

export function TextInput({ prefix, className, ...rest }: TextProps) {
  const field = useFieldControl();
  const input = (
    <input type="text" {...field} {...rest} className={cx(box, "h-11", prefix !== undefined && "ps-8", className)} />
  );
  if (prefix === undefined) return input;
  return (
    <div className="relative">
      {input}
      <span aria-hidden="true" className="pointer-events-none absolute inset-y-0 start-3 grid items-center text-muted">
        {prefix}
      </span>
    </div>
  );
}

type PasswordProps = Omit<ComponentProps<"input">, "type" | "value"> & {
  value: string;
  /** Shows how hard a new password is to guess. */
  strength?: boolean;
};

/** A password that can be looked at. `autoComplete` says whether it is the current or a new one. */
export function PasswordInput({ strength = false, value, className, ...rest }: PasswordProps) {
  const field = useFieldControl();
  const [shown, setShown] = useState(false);
  return (
    <div className="grid gap-2">
      <div className="relative">
        <input
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          {...field}
          {...rest}
          value={value}
          type={shown ? "text" : "password"}
          className={cx(box, "h-11 pe-12", className)}
        />
        <button
          type="button"
          onClick={() => setShown(!shown)}
          aria-pressed={shown}
          aria-label="Show password"
          className="absolute end-0 top-0 grid size-11 place-items-center rounded-control text-muted hover:text-text"
        >
          <Icon name={shown ? "eye-off" : "eye"} />
        </button>
      </div>
      {strength && value !== "" && <Strength value={value} />}
    </div>
  );
}

const strengths = [
  { word: "Too short", tone: "bg-danger" },
  { word: "Easy to guess", tone: "bg-danger" },
  { word: "Fair: longer is better", tone: "bg-warning" },
  { word: "Good", tone: "bg-success" },
  { word: "Strong", tone: "bg-success" },
] as const;

function Strength({ value }: { value: string }) {
  const level = passwordStrength(value);
  return (
    <div className="flex items-center gap-3 text-xs text-muted" role="status">
      <span className="flex flex-1 gap-1" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={cx("h-1 flex-1 rounded-full", step <= level ? strengths[level]?.tone : "bg-line")}
          />
        ))}
      </span>
      {strengths[level]?.word}
    </div>
  );
}

/** 0 (shorter than 8) to 4: length counts most, repetition and runs little. A hint, never a rule. */
export function passwordStrength(value: string): 0 | 1 | 2 | 3 | 4 {
  const characters = Array.from(value);
  if (characters.length < 8) return 0;
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const fresh = codes.filter((code, i) => {
    const step = code - (codes[i - 1] ?? -9);
    return Math.abs(step) > 1 && codes.indexOf(code) === i;
  }).length;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(value)).length;
  const score = fresh + (kinds - 1) * 1.5 + characters.length / 4;
  if (score < 9) return 1;
  if (score < 12) return 2;
  return score < 16 ? 3 : 4;
}

/** Many lines; grows with what is written. */
export function TextArea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  const field = useFieldControl();
  return (
    <textarea
      rows={rows}
      {...field}
      {...rest}
      className={cx(
        box,
        "field-sizing-content contain-inline-size max-h-[60vh] resize-none py-2.5 leading-6",
        className,
      )}
    />
  );
}

/** The browser's own list of choices in our dress. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  const field = useFieldControl();
  return (
    <div className="relative">
      <select {...field} {...rest} className={cx(box, "h-11 appearance-none pe-10", className)}>
        {children}
      </select>
      <Icon name="chevron-down" size={18} className="pointer-events-none absolute end-3 top-3.5 text-muted" />
    </div>
  );
}
