/** Numbers of the contract, whose modules bring zod along. */

/** Code points of the longest message. */
export const maxMessageLength = 5_000;
export const maxMediaPerMessage = 10;
