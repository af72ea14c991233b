/** Uploads over HTTP, as any client of the interface does them, and as no honest one would. */
import { request as httpRequest } from "node:http";
import { type APIRequestContext, expect } from "@playwright/test";
import type { SignedIn } from "../../../contract/auth.ts";
import type { Media, NewMedia, UploadTarget } from "../../../contract/media.ts";
import { type Named, named } from "./people.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

/** What an answer said; `status` null where the connection was closed without one. */
interface Answer {
  status: number | null;
  body: string;
}

/** How bytes are put on the wire. */
interface Sending {
  /** Says this length instead of the real one; null sends chunks and says none. */
  length?: number | null;
  /** Cuts the connection once the bytes have left. */
  cut?: boolean;
}

/** Somebody who calls the interface from a program. */
export class Client {
  readonly person: Named & { id: string };
  readonly token: string;
  readonly #request: APIRequestContext;
  readonly #origin: string;

  private constructor(request: APIRequestContext, origin: string, { user, accessToken }: SignedIn) {
    this.#request = request;
    this.#origin = origin;
    this.person = user;
    this.token = accessToken;
  }

  /** Somebody new. */
  static async signUp(request: APIRequestContext, origin: string, displayName: string): Promise<Client> {
    const data = { ...named(displayName), client: "native" };
    const answer = await request.post("/v1/auth/register", { data });
    expect(answer.status()).toBe(201);
    return new Client(request, origin, (await answer.json()) as SignedIn);
  }

  get #headers() {
    return { Authorization: `Bearer ${this.token}`, Accept: "application/json" };
  }

  /** Calls and checks the status; 200 to 299 unless another is expected. */
  async call<T>(method: string, path: string, data?: unknown, status?: number): Promise<T> {
    const answer = await this.#request.fetch(path, {
      method,
      headers: this.#headers,
      ...(data !== undefined && { data }),
    });
    const text = await answer.text();
    if (status === undefined) expect(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`).toBe(true);
    else expect(answer.status(), `${method} ${path}: ${text}`).toBe(status);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  declare(filename: string, type: string, size: number, alt = ""): Promise<UploadTarget> {
    const body: NewMedia = { filename, type, size, alt };
    return this.call<UploadTarget>("POST", "/v1/media", body);
  }

  media(id: string): Promise<Media> {
    return this.call<Media>("GET", `/v1/media/${id}`);
  }

  /** Puts bytes on a connection of its own. */
  put(path: string, bytes: Bytes, { length = bytes.length, cut = false }: Sending = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(new URL(path, this.#origin), {
        method: "PUT",
        agent: false,
        headers: {
          ...this.#headers,
          "Content-Type": "application/octet-stream",
          ...(length !== null && { "Content-Length": length }),
        },
      });
      request.once("response", (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (text: string) => (body += text));
        response.once("close", () => resolve({ status: response.statusCode ?? null, body }));
      });
      // A server that has heard enough may close while bytes are still on their way.
      request.once("error", (error: NodeJS.ErrnoException) =>
        ["ECONNRESET", "EPIPE"].includes(error.code ?? "") ? resolve({ status: null, body: "" }) : reject(error),
      );
      request.write(bytes, () => (cut ? request.destroy() : request.end()));
    });
  }

  /** Declares and sends whole or in parts, and waits until it is ready. */
  async upload(filename: string, type: string, bytes: Bytes, alt = ""): Promise<Media> {
    const { id, uploadUrl, partSize } = await this.declare(filename, type, bytes.length, alt);
    if (partSize === undefined) expect((await this.put(uploadUrl, bytes)).status).toBeLessThan(300);
    else {
      for (let part = 1; (part - 1) * partSize < bytes.length; part++) {
        const { status } = await this.put(`${uploadUrl}?part=${part}`, partOf(bytes, partSize, part));
        expect(status).toBeLessThan(300);
      }
      await this.call("POST", `/v1/media/${id}/complete`);
    }
    return this.settled(id, "ready");
  }

  /** Waits until it was looked at, and found so. */
  async settled(id: string, state: "ready" | "refused"): Promise<Media> {
    await expect.poll(async () => (await this.media(id)).state, { timeout: 180_000 }).toBe(state);
    return this.media(id);
  }
}

/** Part `part`, from 1. */
export function partOf(bytes: Bytes, partSize: number, part: number): Bytes {
  return bytes.subarray((part - 1) * partSize, part * partSize);
}

/** No address of a media answers with anything: not to visitors, not to its owner. */
export async function expectNothingServed(request: APIRequestContext, { id, urls }: Media): Promise<void> {
  const guessed = ["", "/feed", "/full", "/thumb", "/avatar", "/poster"].map((what) => `/media/${id}${what}`);
  for (const address of [...guessed, ...Object.values(urls)]) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(404);
  }
}
