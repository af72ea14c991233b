/** Numbers and times that change while they are looked at. */
import { useState } from "react";
import { useNow } from "../lib/clock.ts";
import { fullTime, longAge, shortAge, shortCount } from "../lib/format.ts";
import { usePlace } from "../lib/place.ts";

/** A count that rolls to its next value. `label` names it for screen readers ("likes"). Zero is left out unless `zero`. */
export function RollingCount({ value, label, zero = false }: { value: number; label?: string; zero?: boolean }) {
  const place = usePlace();
  const [seen, setSeen] = useState({ value, roll: "" });
  if (seen.value !== value) setSeen({ value, roll: value > seen.value ? "roll-up" : "roll-down" });
  return (
    <span className="inline-flex overflow-hidden tabular-nums">
      {(value > 0 || zero) && (
        <span key={value} className={seen.roll}>
          {shortCount(value, place)}
        </span>
      )}
      {label !== undefined && <span className="sr-only"> {label}</span>}
    </span>
  );
}

/** An age with the full time behind it: `5m`, or `5 minutes ago` with `long`. */
export function RelativeTime({ at, long = false }: { at: string; long?: boolean }) {
  const place = usePlace();
  const now = useNow();
  return (
    <time dateTime={at} title={fullTime(at, place)} suppressHydrationWarning>
      {long ? longAge(at, now, place) : shortAge(at, now, place)}
    </time>
  );
}
