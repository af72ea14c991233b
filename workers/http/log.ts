/** Structured logs: one JSON object a line, with the request's id. Never user text, tokens, addresses of people or bodies. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, error: unknown, fields?: LogFields): void;
}

/** A logger whose every line carries `base`. */
export function newLogger(base: LogFields): Logger {
  const write = (level: "info" | "warn" | "error", event: string, fields: LogFields) =>
    console[level](JSON.stringify({ level, event, at: new Date().toISOString(), ...base, ...fields }));
  return {
    info: (event, fields = {}) => write("info", event, fields),
    warn: (event, fields = {}) => write("warn", event, fields),
    error: (event, error, fields = {}) =>
      write("error", event, {
        ...fields,
        error: error instanceof Error ? error.name : typeof error,
        message: messageOf(error),
        stack: error instanceof Error ? framesOf(error) : null,
      }),
  };
}

/** The message of an error's first cause. The database library's own messages carry statements with their values: personal data. */
export function messageOf(error: unknown): string {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  return cause instanceof Error ? cause.message.slice(0, 500) : "unknown";
}

/** Where it happened, without the message that a stack begins with. */
function framesOf(error: Error): string {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join("\n");
}
