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
        message: error instanceof Error ? error.message.slice(0, 500) : null,
        stack: error instanceof Error ? (error.stack?.slice(0, 2000) ?? null) : null,
      }),
  };
}
