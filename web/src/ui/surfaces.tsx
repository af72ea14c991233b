/** Places for things: cards, pills, and what stands where content is missing. */
import type { ComponentProps, ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import { describeError } from "../lib/describe-error.ts";
import { Button } from "./Button.tsx";
import { Icon, type IconName } from "./Icon.tsx";
import { Mark } from "./Mark.tsx";

/** A sheet of stone with a hairline; 16 inside on phones, 20 on desktops. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section {...rest} className={cx("rounded-card border border-line bg-surface p-4 md:p-5", className)} />;
}

const tones = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent-strong",
  success: "bg-success-soft text-success",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger-strong",
};
export type Tone = keyof typeof tones;

/** A short label of a state or kind. */
export function Pill({ tone = "neutral", icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={cx("inline-flex items-center gap-1 rounded-full px-2 text-xs leading-5 font-medium", tones[tone])}>
      {icon !== undefined && <Icon name={icon} size={16} />}
      {children}
    </span>
  );
}

const noticeIcons = { neutral: "info", accent: "info", success: "check", warning: "alert", danger: "alert" } as const;

/** A message that stays on the page. `alert` reads it out as soon as it appears. */
export function Notice(props: {
  tone?: Tone;
  title?: string;
  alert?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { tone = "neutral", title, alert = false, children, action } = props;
  return (
    <div
      role={alert ? "alert" : undefined}
      tabIndex={alert ? -1 : undefined}
      className={cx("flex gap-3 rounded-card px-4 py-3 text-sm", tones[tone], tone === "neutral" && "text-text!")}
    >
      <Icon name={noticeIcons[tone]} className="mt-px" />
      <div className="grid flex-1 gap-1 text-text">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children !== undefined && <div>{children}</div>}
        {action !== undefined && <div className="mt-1">{action}</div>}
      </div>
    </div>
  );
}

interface EmptyProps {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  /** The first step: a button or a link that looks like one. */
  action?: ReactNode;
  /** 1 where this is all that the page says. */
  level?: 1 | 2;
}

/** Nothing here yet: says what will be, and invites the first step. */
export function EmptyState({ icon, title, children, action, level = 2 }: EmptyProps) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="appear grid justify-items-center gap-2 px-6 py-16 text-center">
      <span className="mb-2 grid size-14 place-items-center rounded-full bg-sunken text-muted">
        {icon === undefined ? <Mark size={24} /> : <Icon name={icon} size={24} />}
      </span>
      <Heading className="title text-xl">{title}</Heading>
      {children !== undefined && <p className="max-w-sm text-balance text-muted">{children}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** A part that failed, with the way to try again. */
export function ErrorState({ error, onRetry, level = 2 }: { error: unknown; onRetry?: () => void; level?: 1 | 2 }) {
  const words = describeError(error);
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div role="alert" className="grid justify-items-center gap-2 px-6 py-16 text-center">
      <span className="mb-2 grid size-14 place-items-center rounded-full bg-danger-soft text-danger">
        <Icon name="alert" size={24} />
      </span>
      <Heading className="title text-xl">{words.title}</Heading>
      <p className="max-w-sm text-balance text-muted">{words.detail}</p>
      {words.requestId !== null && <p className="text-xs text-muted">Reference {words.requestId}</p>}
      {words.retry && onRetry !== undefined && (
        <Button variant="secondary" icon="refresh" onClick={onRetry} className="mt-3">
          Try again
        </Button>
      )}
    </div>
  );
}
