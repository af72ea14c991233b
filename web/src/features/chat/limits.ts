/** Code points of the longest message; the contract's number, whose module brings zod along. */
export const maxMessageLength = 5_000;
