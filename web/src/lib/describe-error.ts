/** Failures in words: what happened and what to do next. */
import { ApiError } from "../api/error.ts";
import { waitOf } from "./format.ts";

export interface ErrorWords {
  title: string;
  detail: string;
  /** Whether doing the same again can help. */
  retry: boolean;
  /** Named to whoever helps. */
  requestId: string | null;
}

export function describeError(error: unknown): ErrorWords {
  if (!(error instanceof ApiError)) {
    return {
      title: "This part of the page broke",
      detail: "It is our fault. Try again, and if it stays broken, reload the page.",
      retry: true,
      requestId: null,
    };
  }
  return { ...wordsOf(error), requestId: error.status >= 500 ? error.requestId : null };
}

function wordsOf(error: ApiError): Omit<ErrorWords, "requestId"> {
  const wait = error.retryAfter === null ? "in a moment" : waitOf(error.retryAfter);
  switch (error.code) {
    case "network":
      return { title: "You seem to be offline", detail: "Check the connection, then try again.", retry: true };
    case "rate_limited":
      return { title: "That was a lot at once", detail: `Please try again ${wait}.`, retry: true };
    case "overloaded":
      // Maintenance comes with this code too; its message says what is going on.
      return { title: "Not available right now", detail: `${error.detail} Please try again ${wait}.`, retry: true };
    case "not_found":
      return {
        title: "Nothing here",
        detail: "It may have been removed, or it is not for everyone to see.",
        retry: false,
      };
    case "forbidden":
      return { title: "Not for you to do", detail: error.detail, retry: false };
    case "unauthenticated":
      return { title: "Please sign in", detail: error.detail, retry: false };
    case "internal":
    case "unreadable":
      return {
        title: "Something went wrong on our side",
        detail: "Nothing you did. Try again in a moment.",
        retry: true,
      };
    case "malformed":
    case "conflict":
    case "payload_too_large":
    case "unsupported_media_type":
    case "validation_failed":
    case "idempotency_mismatch":
      return { title: "That did not work", detail: error.detail, retry: false };
  }
}
