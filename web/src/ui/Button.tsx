import type { ComponentProps, Ref } from "react";
import { cx } from "../lib/cx.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { Spinner } from "./Spinner.tsx";

export interface ButtonLook {
  /** One `primary` per view; `danger` only for what cannot be undone easily. */
  variant?: "primary" | "secondary" | "quiet" | "danger";
  size?: "sm" | "md" | "lg";
  /** As wide as its place. */
  wide?: boolean;
}

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "bg-surface text-text inset-ring inset-ring-edge/60 hover:bg-sunken",
  quiet: "text-text hover:bg-sunken",
  danger: "bg-danger text-on-danger hover:bg-danger-strong",
};
const sizes = { sm: "h-8 px-3 text-sm", md: "h-10 px-4 text-sm", lg: "h-12 px-5 text-base" };

/** The look of a button, for links that act as one: `<Link className={buttonClass()}>`. */
export function buttonClass({ variant = "primary", size = "md", wide = false }: ButtonLook = {}): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-semibold whitespace-nowrap",
    "transition-colors select-none active:opacity-85 disabled:opacity-50 pointer-coarse:min-h-11",
    variants[variant],
    sizes[size],
    wide && "w-full",
  );
}

interface Props extends ButtonLook, Omit<ComponentProps<"button">, "className"> {
  icon?: IconName;
  /** Shows that the answer is awaited; further presses do nothing. */
  pending?: boolean;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ variant, size, wide, icon, pending = false, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? undefined : rest.onClick}
      className={cx(buttonClass({ variant, size, wide }), className)}
    >
      {pending ? <Spinner size={18} /> : icon && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  icon: IconName;
  /** What it does: its name for screen readers and its tip on hover. */
  label: string;
  filled?: boolean;
  size?: 16 | 18 | 20 | 22;
  /** Where its name stands on hover. What is at the bottom of a window has it above: below, the page would scroll for it. */
  tip?: "below" | "above" | "right" | "none";
}

/** A quiet round button of one icon; 44 px on touch screens. */
export function IconButton({ icon, label, filled, size = 20, tip = "below", className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={tip === "none" ? undefined : label}
      data-tip-side={tip === "right" ? "right" : tip === "above" ? "top" : undefined}
      className={cx(
        "inline-grid size-9 shrink-0 place-items-center rounded-full text-muted transition-colors pointer-coarse:size-11",
        "hover:bg-sunken hover:text-text disabled:opacity-50",
        className,
      )}
    >
      <Icon name={icon} size={size} {...(filled !== undefined && { filled })} />
    </button>
  );
}
