/** The one error type. Whatever else is thrown is a fault of ours and answers 500 without saying more. */
import { errorStatus, type ErrorCode, type FieldError } from "../../contract/errors.ts";

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[] | undefined;
  readonly headers: Record<string, string>;

  /** `detail` is read by people: what happened and what to do next. It never carries internal names. */
  constructor(
    code: ErrorCode,
    detail: string,
    options: { fields?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields;
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** Absent, or not for these eyes: the two answer the same. */
export function notFound(what: string): AppError {
  return new AppError("not_found", `There is no such ${what}.`);
}

/** A field that is well-formed but cannot be accepted. */
export function invalid(path: string, message: string): AppError {
  return new AppError("validation_failed", `${path} ${message}.`, { fields: [{ path, message }] });
}

/** A value that somebody else holds already. */
export function conflict(path: string, message: string): AppError {
  return new AppError("conflict", `${path} ${message}.`, { fields: [{ path, message }] });
}

/** Too busy for now; `seconds` is when to try again. */
export function overloaded(seconds: number): AppError {
  return new AppError("overloaded", "The site is very busy. Try again in a moment.", {
    headers: { "Retry-After": String(seconds) },
  });
}
