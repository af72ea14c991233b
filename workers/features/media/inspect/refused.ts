/** How a walker gives up: thrown inside of `inspect` only, which turns it into a refusal. */
import type { RefusalReason } from "../../../../contract/media.ts";

export class Refused extends Error {
  readonly reason: RefusalReason;

  /** `detail` is read by the person who sent the file. */
  constructor(reason: RefusalReason, detail: string) {
    super(detail);
    this.name = "Refused";
    this.reason = reason;
  }
}

/** The structure breaks off or contradicts itself. */
export function damaged(detail: string): Refused {
  return new Refused("damaged", detail);
}

/** The file ends before it should. */
export function cutOff(): Refused {
  return damaged("The file breaks off before its end. Try to send it again, or save it anew.");
}
