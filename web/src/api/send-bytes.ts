/** Sends bytes with XMLHttpRequest: fetch cannot tell how far an upload is. */
import { ApiError } from "./error.ts";

export interface SendOptions {
  /** Called with the bytes that have left so far. */
  onProgress?: ((sentBytes: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Milliseconds without a byte moving after which a connection counts as cut; browsers notice it only after minutes. */
const stalledAfterMs = 45_000;

/**
 * PUTs a body, whose type is its `Content-Type`. Answers with whatever the server said. Errors: `ApiError` of code `network`
 * when no answer came, `AbortError` when the signal fired.
 */
export function sendBytes(url: string, body: Blob, token: string | null, options: SendOptions = {}): Promise<Response> {
  const { onProgress, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(abortError());
    const request = new XMLHttpRequest();
    let stalled: ReturnType<typeof setTimeout>;
    const watch = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => request.abort(), stalledAfterMs);
    };
    const giveUp = () => request.abort();
    request.open("PUT", url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", body.type || "application/octet-stream");
    if (token !== null) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.addEventListener("progress", ({ loaded }) => {
      watch();
      onProgress?.(loaded);
    });
    request.addEventListener("load", () => resolve(responseOf(request)));
    request.addEventListener("error", () => reject(noAnswer()));
    request.addEventListener("abort", () => reject(signal?.aborted === true ? abortError() : noAnswer()));
    request.addEventListener("loadend", () => {
      clearTimeout(stalled);
      signal?.removeEventListener("abort", giveUp);
    });
    signal?.addEventListener("abort", giveUp);
    watch();
    request.send(body);
  });
}

/** Statuses whose answers have no body. */
const bodiless = new Set([204, 205, 304]);

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const body = bodiless.has(request.status) ? null : request.responseText;
  return new Response(body, { status: request.status, headers });
}

const abortError = () => new DOMException("The upload was given up.", "AbortError");
const noAnswer = () => new ApiError({ status: 0, code: "network", detail: "The connection was cut." });
