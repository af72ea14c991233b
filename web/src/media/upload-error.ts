/** Why a file could not be uploaded, in words. */
import { ApiError } from "../api/error.ts";
import { describeError } from "../lib/describe-error.ts";

/** A file that is not taken, here or by the server once it looked at it; the message is for people. */
export class FileRefused extends Error {
  override readonly name = "FileRefused";
}

export interface UploadProblem {
  title: string;
  detail: string;
  /** Whether the same file may get through at another try. */
  retry: boolean;
}

export function describeUpload(error: unknown): UploadProblem {
  if (error instanceof FileRefused) return { title: "This file cannot be used", detail: error.message, retry: false };
  if (error instanceof ApiError && error.code === "network") {
    return {
      title: "The upload was cut",
      detail: "Check the connection, then try again: it goes on where it was.",
      retry: true,
    };
  }
  const { title, detail, retry } = describeError(error);
  return { title: titleOf(error) ?? title, detail, retry };
}

/** Where the file is to blame and not the page. */
function titleOf(error: unknown): string | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === "unsupported_media_type") return "This file cannot be used";
  return error.code === "payload_too_large" ? "This file is too large" : null;
}
