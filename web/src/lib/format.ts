/** Times and numbers in a person's own language and time zone. */

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Languages and zones come from settings; without an account the browser's are used. */
export interface Place {
  locale: string | undefined;
  timeZone: string | undefined;
}

/** Formatters are costly to make and are made once for each set of options. */
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>();
function once<F extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => F,
): F {
  const known = made.get(key) as F | undefined;
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

function dates(place: Place, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(`date ${name} ${place.locale} ${place.timeZone}`, () => {
    return new Intl.DateTimeFormat(place.locale, { timeZone: place.timeZone, ...options });
  });
}

/** `4 March 2026 at 09:12`, for titles and details. */
export function fullTime(iso: string, place: Place): string {
  return dates(place, "full", { dateStyle: "long", timeStyle: "short" }).format(new Date(iso));
}

/** `4 March 2026`. */
export function fullDate(iso: string, place: Place): string {
  return dates(place, "day", { dateStyle: "long" }).format(new Date(iso));
}

/** `09:12`. */
export function timeOfDay(iso: string, place: Place): string {
  return dates(place, "time", { hour: "numeric", minute: "2-digit" }).format(new Date(iso));
}

/** `2026-03-04` in the zone of the person who looks: two times are on one day when these are equal. */
export function dayKey(iso: string, place: Place): string {
  const options = { timeZone: place.timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return once(`day key ${place.timeZone}`, () => new Intl.DateTimeFormat("sv", options)).format(new Date(iso));
}

/** `Today`, `Yesterday`, else the date, with the year where it is another one. */
export function dayName(iso: string, now: number, place: Place): string {
  const nowIso = new Date(now).toISOString();
  const days = Math.round((Date.parse(dayKey(nowIso, place)) - Date.parse(dayKey(iso, place))) / (day * 1000));
  if (days === 0 || days === 1) {
    const words = once(
      `relative ${place.locale}`,
      () => new Intl.RelativeTimeFormat(place.locale, { numeric: "auto" }),
    );
    const name = words.format(-days, "day");
    return name.charAt(0).toLocaleUpperCase(place.locale) + name.slice(1);
  }
  const sameYear = dayKey(nowIso, place).slice(0, 4) === dayKey(iso, place).slice(0, 4);
  return sameYear
    ? dates(place, "weekday", { weekday: "long", month: "long", day: "numeric" }).format(new Date(iso))
    : fullDate(iso, place);
}

/** `March 2026`. */
export function monthAndYear(iso: string, place: Place): string {
  return dates(place, "month", { month: "long", year: "numeric" }).format(new Date(iso));
}

/** `now`, `5m`, `3h`, `6d`, then a date: short enough for a line with a name. */
export function shortAge(iso: string, now: number, place: Place): string {
  const then = new Date(iso);
  const seconds = Math.max(0, (now - then.getTime()) / 1000);
  if (seconds < minute) return "now";
  if (seconds < hour) return unit(Math.floor(seconds / minute), "minute", place);
  if (seconds < day) return unit(Math.floor(seconds / hour), "hour", place);
  if (seconds < 7 * day) return unit(Math.floor(seconds / day), "day", place);
  const sameYear = then.getFullYear() === new Date(now).getFullYear();
  return sameYear
    ? dates(place, "short", { month: "short", day: "numeric" }).format(then)
    : dates(place, "short year", { year: "numeric", month: "short", day: "numeric" }).format(then);
}

function unit(value: number, name: "minute" | "hour" | "day", place: Place): string {
  const options = { style: "unit", unit: name, unitDisplay: "narrow" } as const;
  return once(`unit ${name} ${place.locale}`, () => new Intl.NumberFormat(place.locale, options)).format(value);
}

/** `2 hours ago`, `yesterday`: for sentences. */
export function longAge(iso: string, now: number, place: Place): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const words = once(`relative ${place.locale}`, () => new Intl.RelativeTimeFormat(place.locale, { numeric: "auto" }));
  if (Math.abs(seconds) < minute) return "just now";
  if (Math.abs(seconds) < hour) return words.format(Math.trunc(seconds / minute), "minute");
  if (Math.abs(seconds) < day) return words.format(Math.trunc(seconds / hour), "hour");
  return words.format(Math.trunc(seconds / day), "day");
}

/** `1,234` below ten thousand, then `12K`. */
export function shortCount(value: number, place: Place): string {
  if (value < 10_000) return once(`number ${place.locale}`, () => new Intl.NumberFormat(place.locale)).format(value);
  const options = { notation: "compact", maximumFractionDigits: 1 } as const;
  return once(`compact ${place.locale}`, () => new Intl.NumberFormat(place.locale, options)).format(value);
}

/** Length as the API counts it: Unicode code points. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}

/** How long to wait, for people: `in a minute`, `in 5 minutes`. */
export function waitOf(seconds: number): string {
  if (seconds < 90) return seconds <= 5 ? "in a few seconds" : seconds < 55 ? `in ${seconds} seconds` : "in a minute";
  return `in ${Math.ceil(seconds / minute)} minutes`;
}
