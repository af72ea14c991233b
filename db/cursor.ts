/** Cursors: where a page ended, as an opaque text. What they hold is positions that anybody may see, so they need no signature. */

/** Makes a cursor of the last row's sort values. */
export function encodeCursor(values: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

type Kind = "id" | "number" | "text";
type Value<K extends Kind> = K extends "number" ? number : string;

/** Reads a cursor whose values have the given kinds; null when it is not one of these. */
export function decodeCursor<const Kinds extends readonly Kind[]>(
  cursor: string,
  kinds: Kinds,
): { [I in keyof Kinds]: Value<Kinds[I]> } | null {
  let values: unknown;
  try {
    const binary = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    values = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
  } catch {
    return null;
  }
  if (!Array.isArray(values) || values.length !== kinds.length) return null;
  const fits = kinds.every((kind, i) => {
    const value: unknown = values[i];
    if (kind === "number") return typeof value === "number" && Number.isFinite(value);
    return typeof value === "string" && (kind === "text" || /^[0-9A-Z]{26}$/.test(value));
  });
  return fits ? (values as { [I in keyof Kinds]: Value<Kinds[I]> }) : null;
}

/** Cuts one row too many off: lists read `limit + 1` to know whether they go on. */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number)[],
): { rows: Row[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
