import { cx } from "../lib/cx.ts";

/** The mark: three columns under a lintel, in one colour. `Stoa` is said by the text beside it. */
export function Mark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
      className={cx("shrink-0", className)}
    >
      <path d="M3 5h18M6 9.5V20M12 9.5V20M18 9.5V20" />
    </svg>
  );
}

/** Mark and name in one line. */
export function Wordmark({ name = "stoa", className }: { name?: string; className?: string }) {
  return (
    <span className={cx("inline-flex items-center gap-2.5 text-xl", className)}>
      <Mark size={24} className="text-accent" />
      <span className="title leading-none lowercase">{name}</span>
    </span>
  );
}
