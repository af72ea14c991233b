/** Sizes in words. */

const units = ["bytes", "KiB", "MiB", "GiB"] as const;

/** A number of bytes as people read it: `512 bytes`, `1.5 MiB`. */
export function inWords(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[power]}`;
}
