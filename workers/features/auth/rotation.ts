/** What a refresh token is good for. Pure. */
import type { AccountStatus, SessionRow } from "../../../db/schema.ts";
import { retryMillis } from "../../http/tokens.ts";

/**
 * `rotate`: the current token, its successor takes over. `repeat`: the one before, again within moments (a lost answer, two tabs), the
 * same successor once more. `reuse`: an older one, so two hold it and one of them is a thief. `refuse`: the session is over.
 */
export type Judgement = "rotate" | "repeat" | "reuse" | "refuse";

/** Judges a genuine refresh token of `generation` at `now` (milliseconds). */
export function judge(
  session: Pick<SessionRow, "generation" | "rotatedAt" | "expiresAt" | "endedAt">,
  status: AccountStatus,
  generation: number,
  now: number,
): Judgement {
  if (session.endedAt !== null || session.expiresAt <= now || status !== "active") return "refuse";
  if (generation === session.generation) return "rotate";
  const isPrevious = generation === session.generation - 1;
  return isPrevious && now - session.rotatedAt <= retryMillis ? "repeat" : "reuse";
}
