import { cx } from "../../lib/cx.ts";
import { useUnread } from "../../live/use-hub.ts";

/** How many conversations have something unread, on the corner of an icon; nothing for none. */
export function PlaceBadge({ className }: { className?: string }) {
  const { conversations } = useUnread();
  if (conversations === 0) return null;
  return (
    <span
      className={cx(
        "appear absolute -end-2.5 -top-1.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-semibold text-on-accent tabular-nums ring-2 ring-ground",
        className,
      )}
    >
      {conversations > 99 ? "99+" : conversations}
      <span className="sr-only"> unread</span>
    </span>
  );
}
