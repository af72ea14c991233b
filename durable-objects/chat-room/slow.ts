/**
 * When a socket does not take its frames. The runtime tells nobody how much waits in a socket, so the room goes by the other
 * direction: a client that reads says something: a frame, or the ping that it sends every half minute and after each mebi of
 * characters. Pure.
 */
import { pingAfter } from "../../contract/live/protocol.ts";

/** What is known of a client: characters sent since it was last heard of, and when that was (milliseconds). */
export interface Silence {
  unheard: number;
  heardAt: number;
}

/** Characters after which a client that has not been heard of for `silence` is taken for stuck. */
export const patience = pingAfter;
const silenceMillis = 60_000;
/** Characters that no client is sent without having been heard of, however short the time. */
const most = 8 * patience;

/** Whether so much went out since the client was last heard of that it cannot be taking it. */
export function isSlow({ unheard, heardAt }: Silence, now: number): boolean {
  return unheard > most || (unheard > patience && now - heardAt > silenceMillis);
}
