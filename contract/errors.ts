/** The closed list of error codes and their one HTTP status each. Every error answer is RFC 9457 problem+json. */
import { z } from "zod";

export const errorStatus = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal: 500,
  overloaded: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** Titles are fixed per code; what is particular to one occurrence goes into `detail` (RFC 9457, section 3.1.3). */
export const errorTitle: Record<ErrorCode, string> = {
  malformed: "The request could not be read",
  unauthenticated: "Sign in first",
  forbidden: "Not allowed",
  not_found: "Not found",
  conflict: "Conflict",
  payload_too_large: "Too large",
  unsupported_media_type: "Unsupported content type",
  validation_failed: "Some fields are not valid",
  idempotency_mismatch: "The idempotency key was used for something else",
  rate_limited: "Too many requests",
  internal: "Something went wrong",
  overloaded: "Not available right now",
};

/** One field that was refused; `path` is dotted (`article.title`). */
export const fieldError = z.object({ path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldError>;

/** RFC 9457 problem details with our `code`, the request's id and, for refused fields, one entry each. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
    requestId: z.string(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;
