import type { ErrorCode, FieldError, Problem } from "../../../contract/errors.ts";

/** `network`: no answer came at all. `unreadable`: an answer came that is not the API's (a proxy's page, say). */
export type ApiErrorCode = ErrorCode | "network" | "unreadable";

interface ApiErrorFields {
  status: number;
  code: ApiErrorCode;
  detail: string;
  errors?: readonly FieldError[];
  requestId?: string | null;
  retryAfter?: number | null;
}

/** Every failure of a call to the API, except an aborted one, which keeps its `AbortError`. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** HTTP status, 0 when no answer came. */
  readonly status: number;
  readonly code: ApiErrorCode;
  /** What went wrong this time, in words for people. */
  readonly detail: string;
  /** Refused fields; `path` is dotted. */
  readonly errors: readonly FieldError[];
  readonly requestId: string | null;
  /** Seconds after which another try makes sense. */
  readonly retryAfter: number | null;

  constructor(fields: ApiErrorFields, options?: ErrorOptions) {
    super(fields.detail, options);
    this.status = fields.status;
    this.code = fields.code;
    this.detail = fields.detail;
    this.errors = fields.errors ?? [];
    this.requestId = fields.requestId ?? null;
    this.retryAfter = fields.retryAfter ?? null;
  }
}

/** Reads a refusing response: RFC 9457 problem details, or whatever else it is, as an ApiError. */
export async function errorOf(response: Response, now: number = Date.now()): Promise<ApiError> {
  const requestId = response.headers.get("X-Request-Id");
  const retryAfter = secondsOf(response.headers.get("Retry-After"), now);
  const problem = await problemOf(response);
  if (problem === null) {
    const detail = `The server answered ${response.status} in a form that this page cannot read.`;
    return new ApiError({ status: response.status, code: "unreadable", detail, requestId, retryAfter });
  }
  return new ApiError({
    status: response.status,
    code: problem.code,
    detail: problem.detail,
    errors: problem.errors ?? [],
    requestId: requestId ?? problem.requestId,
    retryAfter,
  });
}

async function problemOf(response: Response): Promise<Problem | null> {
  if (!(response.headers.get("Content-Type") ?? "").startsWith("application/problem+json")) return null;
  try {
    return (await response.json()) as Problem;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** `Retry-After` is seconds or an HTTP date (RFC 9110, section 10.2.3). */
function secondsOf(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}
