/** Text fields. Lengths count Unicode code points, as people see them, not UTF-16 units. */
import { z } from "zod";

/** Number of Unicode code points. */
export function codePoints(text: string): number {
  let n = 0;
  for (const _ of text) n++;
  return n;
}

// Control characters other than tab and line feed show nothing and break logs, headers and downloads.
// oxlint-disable-next-line no-control-regex -- naming them is the point
const control = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/;

/** Many lines of text, `min` to `max` code points; carriage returns become line feeds, control and direction-override characters are refused. */
export function text(min: number, max: number) {
  return z
    .string()
    .overwrite((value) => value.replace(/\r\n?/g, "\n"))
    .refine((value) => codePoints(value.trim()) >= min, {
      error: min === 1 ? "must not be empty" : `must have at least ${min} characters`,
    })
    .refine((value) => codePoints(value) <= max, { error: `must have at most ${max} characters` })
    .refine((value) => !control.test(value), { error: "must not contain control characters" })
    .refine((value) => value.isWellFormed(), { error: "must be well-formed Unicode" })
    .meta({ maxLength: max, ...(min > 0 && { minLength: min }) });
}

/** One line of text, trimmed, `min` to `max` code points. */
export function line(min: number, max: number) {
  return text(min, max)
    .overwrite((value) => value.trim())
    .refine((value) => !value.includes("\n"), { error: "must be one line" });
}

/** An absolute http(s) address of at most 2,000 characters. */
export const url = z
  .string()
  .max(2000)
  .refine(isWebUrl, { error: "must be an http or https address" })
  .meta({ format: "uri" });

function isWebUrl(value: string): boolean {
  if (control.test(value) || !value.isWellFormed() || !URL.canParse(value)) return false;
  const parsed = new URL(value);
  return (
    (parsed.protocol === "https:" || parsed.protocol === "http:") && parsed.username === "" && parsed.password === ""
  );
}

/** An ISO 8601 time in UTC, as all times of the API are. */
export const time = z.iso.datetime().meta({ id: "Time" });

/** A BCP 47 language tag such as `en`, `km` or `zh-Hans`. */
export const language = z
  .string()
  .max(35)
  .regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/, "must be a language tag")
  .meta({ example: "en" });
