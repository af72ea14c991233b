/**
 * Milliseconds that every wait of a test goes on: many times what the slowest machine takes, since how fast something is, is for `bench/` to
 * say. It ends what hangs, and before the test itself is ended, so that the failure says what was missing.
 */
export const patience = { timeout: 45_000, interval: 10 };
/** Milliseconds after which a test hangs for certain. */
export const patienceOfTests = 120_000;
