/** The one way of the web app to the API: tokens, refresh, problem answers and idempotency in one place. */
import type { SignedIn, Tokens } from "../../../contract/auth.ts";
import { ApiError, errorOf } from "./error.ts";
import { createTokenKeeper } from "./tokens.ts";

type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export interface CallOptions {
  /** Undefined and null values are left out, lists are joined with commas. */
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** For POSTs that create; see idempotency.ts. */
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
  /** Outlives the page, for what is sent as it is left; the browser limits the size of such bodies. */
  keepalive?: boolean;
  /** Calls that start, renew or do without a session: no token is sent and 401 is simply an answer. */
  anonymous?: boolean;
}

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
type EndListener = () => void;

const refreshPath = "/auth/refresh";

/**
 * Milliseconds after which a read or a refresh without an answer counts as lost. Browsers wait for minutes, and what waits with
 * them (a screen, every call behind one refresh) would look as if it were still loading.
 */
const answerWithinMs = 20_000;

/** Looked up at each call, so that the module asks nothing of its surroundings when it is loaded. */
const defaultFetch = (address: string, init: RequestInit): Promise<Response> => globalThis.fetch(address, init);

/** Makes a client of the API at `base`. Errors: `ApiError`, or `AbortError` when the signal fired. */
export function createHttp({ base = "/v1", fetch: send = defaultFetch, deadlineMs = answerWithinMs } = {}) {
  const listeners = new Set<EndListener>();
  const tokens = createTokenKeeper({ refresh, onEnd: () => listeners.forEach((listener) => listener()) });

  async function refresh(): Promise<Tokens | null> {
    const response = await dispatch("POST", refreshPath, { body: {} }, null);
    if (response.status === 401) return null;
    return read<Tokens>(response);
  }

  async function dispatch(method: Method, path: string, options: CallOptions, token: string | null): Promise<Response> {
    const headers = new Headers({ Accept: "application/json" });
    if (token !== null) headers.set("Authorization", `Bearer ${token}`);
    if (options.body !== undefined) headers.set("Content-Type", "application/json");
    if (options.idempotencyKey !== undefined) headers.set("Idempotency-Key", options.idempotencyKey);
    // What writes may have been done although no answer came; only its caller knows whether to wait.
    const mayBeLost = method === "GET" || path === refreshPath;
    const signals = [options.signal, mayBeLost ? AbortSignal.timeout(deadlineMs) : undefined].filter(
      (each) => each !== undefined,
    );
    try {
      return await send(base + path + search(options.query), {
        method,
        headers,
        credentials: "same-origin",
        ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
        ...(signals.length > 0 && { signal: AbortSignal.any(signals) }),
        ...(options.keepalive === true && { keepalive: true }),
      });
    } catch (error) {
      throw options.signal?.aborted === true ? error : noAnswer(error);
    }
  }

  async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
    if (options.anonymous === true) return read<T>(await dispatch(method, path, options, null));
    return authorized<T>((token) => dispatch(method, path, options, token));
  }

  async function authorized<T>(attempt: (token: string | null) => Promise<Response>): Promise<T> {
    const token = await tokens.usable();
    let response = await attempt(token);
    if (response.status === 401 && token !== null) {
      // Refused before anything was done, so even a POST can be sent again.
      const renewed = await tokens.renew(token);
      if (renewed !== null) response = await attempt(renewed);
    }
    return read<T>(response);
  }

  return {
    get: <T>(path: string, options?: CallOptions) => call<T>("GET", path, options),
    post: <T>(path: string, options?: CallOptions) => call<T>("POST", path, options),
    patch: <T>(path: string, options?: CallOptions) => call<T>("PATCH", path, options),
    put: <T>(path: string, options?: CallOptions) => call<T>("PUT", path, options),
    delete: <T>(path: string, options?: CallOptions) => call<T>("DELETE", path, options),
    /** A call by other means than fetch, with the same tokens and problem answers: bytes that tell how far they are. */
    authorized,
    /** Whether calls are made in somebody's name. */
    signedIn: () => tokens.held(),
    /** Takes the tokens of a fresh sign-in. */
    begin: (signedIn: SignedIn) => tokens.take(signedIn),
    /** Forgets the tokens; the cookie is ended by `POST /auth/logout`. */
    end: () => tokens.drop(),
    /** Tries the refresh cookie of an earlier visit; whether there is a session now. */
    restore: async () => (await tokens.renew(null)) !== null,
    /** Tells when the server ended the session under us. Answers a function that stops telling. */
    onEnd(listener: EndListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Http = ReturnType<typeof createHttp>;

async function read<T>(response: Response): Promise<T> {
  if (!response.ok) throw await errorOf(response);
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw error instanceof DOMException && error.name === "TimeoutError" ? noAnswer(error) : error;
  }
}

function noAnswer(cause: unknown): ApiError {
  return new ApiError({ status: 0, code: "network", detail: "No answer came from the server." }, { cause });
}

function search(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value == null) continue;
    params.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return params.size === 0 ? "" : `?${params}`;
}

/** The client of this page. Pages rendered on the server are made without a session. */
export const http: Http = createHttp();
