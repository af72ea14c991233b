/** The one error path: whatever is thrown becomes an RFC 9457 answer here. */
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import { errorStatus, errorTitle, type FieldError, type Problem } from "../../contract/errors.ts";
import type { AppEnv } from "./context.ts";
import { AppError, overloaded } from "./error.ts";
import { isPassing } from "./passing.ts";

/** Seconds after which a call may succeed that storage could not serve. */
const passingSeconds = 1;

/** Answers any thrown value. Faults of ours are logged whole and answered with nothing but the request's id. */
export function problemAnswer(thrown: unknown, c: Context<AppEnv>): Response {
  const error = toAppError(thrown, c);
  const body: Problem = {
    type: `https://stoa.dev/problems/${error.code}`,
    title: errorTitle[error.code],
    status: errorStatus[error.code],
    detail: error.message,
    code: error.code,
    requestId: c.get("requestId"),
    ...(error.fields && { errors: error.fields }),
  };
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...error.headers },
  });
}

function toAppError(thrown: unknown, c: Context<AppEnv>): AppError {
  if (thrown instanceof AppError) return thrown;
  // Hono's own refusals: malformed JSON in a validator, a body over the limit.
  if (thrown instanceof HTTPException) {
    if (thrown.status === 413) return new AppError("payload_too_large", "The request is larger than this call takes.");
    if (thrown.status === 400) return new AppError("malformed", "The request is not well-formed.");
  }
  c.get("log").error("request.failed", thrown, { method: c.req.method, route: c.get("route") ?? null });
  if (isPassing(thrown)) return overloaded(passingSeconds);
  return new AppError("internal", "Something went wrong on our side. Nothing was lost; try again in a moment.");
}

/** Validation failures as field errors; each unknown field gets one of its own. */
export function validationError(error: z.ZodError, where: string): AppError {
  const fields: FieldError[] = error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: path === "" ? key : `${path}.${key}`, message: "is not a known field" }));
    }
    return [{ path: path === "" ? where : path, message: plain(issue.message) }];
  });
  return new AppError("validation_failed", "Some fields are not valid; see errors.", { fields });
}

/** The library's wording for a missing or wrong type, in the words that the other messages use. */
function plain(message: string): string {
  if (message.endsWith("received undefined")) return "is required";
  return message.replace(/^Invalid input: /, "");
}
