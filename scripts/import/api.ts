/** A client of the HTTP interface for scripts: keeps its own token fresh and waits where it is told to. */
import { setTimeout as wait } from "node:timers/promises";
import type { Problem } from "../../contract/errors.ts";
import type { SignedIn, Tokens } from "../../contract/auth.ts";

/** Who the script is: an account, or a token that somebody else has to renew. */
export type Identity = { login: string; password: string } | { token: string };

export interface Call {
  method?: string;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as NDJSON, one line each. */
  lines?: readonly unknown[];
  /** Sent as they are. */
  bytes?: Uint8Array;
  /** Sent as `Idempotency-Key`: the call does its work once, however often it is sent. */
  once?: string;
}

/** An answer that the site gave and that is not a success. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Partial<Problem>;

  constructor(what: string, status: number, problem: Partial<Problem>) {
    const fields = problem.errors?.map(({ path, message }) => `${path} ${message}`).join("; ");
    super(`${what}: ${status} ${fields ?? problem.detail ?? ""}`.trim());
    this.status = status;
    this.problem = problem;
  }
}

/** Attempts before a call is given up; with the pauses between them, about a minute. */
const attempts = 8;
const longestPause = 15_000;
/** Milliseconds for one call, generous for a request of many lines on a busy machine. */
const timeout = 120_000;

export class Api {
  readonly #origin: string;
  readonly #identity: Identity | null;
  readonly #signal: AbortSignal | undefined;
  #tokens: Tokens | null = null;
  #renewal: Promise<void> | null = null;

  /** `origin` without a path. Calls end with the signal's reason when it aborts. */
  constructor(origin: string, identity: Identity | null, signal?: AbortSignal) {
    this.#origin = origin;
    this.#identity = identity;
    this.#signal = signal;
    if (identity && "token" in identity) this.#tokens = { accessToken: identity.token, expiresIn: 0 };
  }

  /** Calls and reads the answer's JSON. Throws `ApiError` for refusals, and the last network error when there was no answer at all. */
  async call<Answer>(path: string, call: Call = {}): Promise<Answer> {
    if (this.#identity && this.#tokens === null) await this.#renew();
    const used = this.#tokens?.accessToken;
    const response = await this.#send(path, call, used);
    if (response.status !== 401 || !this.#identity || !("login" in this.#identity)) return read<Answer>(path, response);
    // Calls that ran side by side renew once, and those that come late find it done.
    if (this.#renewal || this.#tokens?.accessToken === used) await this.#renew();
    return read<Answer>(path, await this.#send(path, call, this.#tokens?.accessToken));
  }

  async #renew(): Promise<void> {
    this.#renewal ??= this.#signIn().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #signIn(): Promise<void> {
    const { refreshToken } = this.#tokens ?? {};
    if (refreshToken !== undefined) {
      const response = await this.#send("/v1/auth/refresh", { json: { refreshToken } });
      if (response.ok) {
        this.#tokens = await read<Tokens>("/v1/auth/refresh", response);
        return;
      }
    }
    if (!this.#identity || !("login" in this.#identity)) return;
    const { login, password } = this.#identity;
    const json = { login, password, client: "native" };
    this.#tokens = await read<SignedIn>("/v1/auth/login", await this.#send("/v1/auth/login", { json }));
  }

  /** Sends until there is an answer other than "not now" (429, 503), with growing pauses; those that the site asks for are kept. */
  async #send(path: string, call: Call, token?: string): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const pause = Math.min(longestPause, 500 * 2 ** (attempt - 1));
      try {
        const response = await fetch(`${this.#origin}${path}`, this.#request(call, token));
        if ((response.status !== 429 && response.status !== 503) || attempt === attempts) return response;
        await response.body?.cancel();
        const asked = Number(response.headers.get("Retry-After") ?? 0) * 1000;
        await wait(Math.max(pause, Math.min(asked, 60_000)), undefined, { signal: this.#signal });
      } catch (error) {
        this.#signal?.throwIfAborted();
        if (attempt === attempts)
          throw new Error(`${this.#origin} does not answer: ${reasonOf(error)}`, { cause: error });
        await wait(pause, undefined, { signal: this.#signal });
      }
    }
  }

  #request(call: Call, token: string | undefined): RequestInit {
    const { method, once } = call;
    const content = contentOf(call);
    const limit = AbortSignal.timeout(timeout);
    return {
      method: method ?? (content ? "POST" : "GET"),
      headers: {
        Accept: "application/json",
        ...(content && { "Content-Type": content.type }),
        ...(once !== undefined && { "Idempotency-Key": once }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      ...(content && { body: content.body }),
      signal: this.#signal ? AbortSignal.any([this.#signal, limit]) : limit,
    };
  }
}

/** What a call sends, and its media type; null where it sends nothing. */
function contentOf({ json, lines, bytes }: Call): { type: string; body: NonNullable<RequestInit["body"]> } | null {
  if (bytes) return { type: "application/octet-stream", body: new Uint8Array(bytes) };
  if (lines) return { type: "application/x-ndjson", body: lines.map((line) => JSON.stringify(line)).join("\n") };
  return json === undefined ? null : { type: "application/json", body: JSON.stringify(json) };
}

async function read<Answer>(path: string, response: Response): Promise<Answer> {
  const text = await response.text();
  const body: unknown = isJson(response) && text !== "" ? JSON.parse(text) : {};
  if (!response.ok) throw new ApiError(path, response.status, body as Partial<Problem>);
  return body as Answer;
}

function isJson(response: Response): boolean {
  return /^application\/(problem\+)?json/.test(response.headers.get("Content-Type") ?? "");
}

/** What a failed fetch says, with the cause that the platform wraps. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
