/** What all live sockets have in common: name of the subprotocol, limits, close codes. */

/** `Sec-WebSocket-Protocol` of every live socket (RFC 6455, section 1.9). */
export const subprotocol = "stoa.v1";

/** Bytes of the largest frame that a client may send. */
export const maxFrameBytes = 64 * 1024;

/** Seconds in which a ticket must be used; it is good once. */
export const ticketSeconds = 30;

/**
 * Why the server closes a socket. `badFrames`: too many malformed ones; `slow`: frames waited too long to be taken, resume;
 * `restart`: the server goes, resume at once, with jitter (RFC 6455, registry of close codes: service restart).
 */
export const closeCodes = {
  restart: 1012,
  badFrames: 4400,
  sessionEnded: 4401,
  removed: 4403,
  slow: 4408,
  flooding: 4429,
} as const;
export type CloseReason = keyof typeof closeCodes;

/**
 * Sent by clients to keep a connection alive, every half minute or so and after each `pingAfter` characters that they have received;
 * answered `pong` without waking the object. Bare text, not JSON. Who does not read does not say it, and is closed with `slow`.
 */
export const ping = "ping";
export const pong = "pong";
/** Characters (UTF-16 units) of frames after which a client says `ping`, though none was due. */
export const pingAfter = 1024 * 1024;
