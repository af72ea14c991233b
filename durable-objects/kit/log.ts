/** Structured logging of what a Durable Object does on its own, outside any request: one JSON object per line. */

/** Logs a failure under the name of an event. The stack goes to the log only, never to an answer. */
export function logError(event: string, error: unknown, fields: Record<string, string | number> = {}): void {
  const cause = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
  // oxlint-disable-next-line no-console -- the log sink of Workers is the console
  console.error(JSON.stringify({ level: "error", event, ...fields, error: cause }));
}
