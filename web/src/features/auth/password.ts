import { codePoints } from "../../lib/format.ts";

export const newPasswordHint = "At least 8 characters. A few unrelated words make a good one.";

/** The server's refusal of a password that somebody typed to confirm, as a sentence of its own. */
export function wrongPassword(error: string | undefined): string | undefined {
  return error === "is not your password" ? "That is not your password" : error;
}

/** What can be said of a new password before it is sent. */
export function tooShort(password: string): { password?: string } {
  return codePoints(password) < 8 ? { password: "must have at least 8 characters" } : {};
}
