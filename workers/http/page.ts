/** Reading the cursor that a client sends back. */
import { decodeCursor } from "../../db/cursor.ts";
import { invalid } from "./error.ts";

/** The values of a cursor, null without one. Throws `validation_failed` for a cursor that this list never gave. */
export function readCursor<const Kinds extends readonly ("id" | "number" | "text")[]>(
  cursor: string | undefined,
  kinds: Kinds,
): ReturnType<typeof decodeCursor<Kinds>> {
  if (cursor === undefined) return null;
  const values = decodeCursor(cursor, kinds);
  if (values === null) throw invalid("cursor", "is not a cursor of this list");
  return values;
}
