import { cx } from "../../lib/cx.ts";

/** How many are unread; nothing for none. `quiet` for what is muted. */
export function UnreadBadge({ count, quiet = false }: { count: number; quiet?: boolean }) {
  if (count === 0) return null;
  return (
    <span
      className={cx(
        "grid h-5 min-w-5 place-items-center rounded-full px-1.5 text-xs font-semibold tabular-nums",
        quiet ? "bg-sunken text-muted" : "bg-accent text-on-accent",
      )}
    >
      {count > 99 ? "99+" : count}
      <span className="sr-only"> unread</span>
    </span>
  );
}
