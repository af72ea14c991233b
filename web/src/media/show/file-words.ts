/** What is told of a file beside its name. */
import type { Media } from "../../../../contract/media.ts";
import type { Place } from "../../lib/format.ts";

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** `840 kB`, `2.4 MB`. */
export function sizeWords(bytes: number, { locale }: Place): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** step;
  const options = {
    style: "unit",
    unit: units[step],
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  } as const;
  return new Intl.NumberFormat(locale, options).format(value);
}

/** `PDF`, `ZIP`: the ending of a file's name, or what its type says. */
export function formatName({ filename, type }: Pick<Media, "filename" | "type">): string {
  const ending = /\.([\p{L}\p{N}]{1,5})$/u.exec(filename)?.[1];
  return (ending ?? type.split("/").at(-1) ?? "").toUpperCase();
}

/** The name of a language of captions in the reader's own language. */
export function languageName(language: string, { locale }: Place): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(language) ?? language;
}
