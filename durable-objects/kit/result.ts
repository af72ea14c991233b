/** Outcomes across RPC: an exception would lose its class and its code on the way. */
import type { ErrorCode, FieldError } from "../../contract/errors.ts";

/** A value, or why not: a code of the closed list, words for a person and, where it is about fields, which. */
export type Result<Value> =
  | { ok: true; value: Value }
  | { ok: false; code: ErrorCode; detail: string; fields?: FieldError[] };

export function done<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refused(code: ErrorCode, detail: string): { ok: false; code: ErrorCode; detail: string } {
  return { ok: false, code, detail };
}
