/** A site of a crash test, with somebody who calls it: it can be killed and started again on the same data. */
import { expect } from "@playwright/test";
import type { Media, UploadTarget } from "../../../contract/media.ts";
import { type SpawnedHost, spawnHost } from "../../../scripts/lib/host.ts";
import { migrateLocally } from "../../../scripts/lib/migrate.ts";
import { findFreePort } from "../../../scripts/lib/port.ts";

/** A text of `size` bytes, different everywhere. */
export function textOf(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let state = 1;
  for (let i = 0; i < size; i++) {
    state = (state * 48_271) % 2_147_483_647;
    bytes[i] = i % 80 === 79 ? 10 : 97 + (state % 26);
  }
  return bytes;
}

export class Site {
  /** Resolves when an armed fault stops something. */
  readonly reached: Promise<void>;
  readonly #persistTo: string;
  readonly #port: number;
  readonly #noteFault: () => void;
  #host: SpawnedHost | undefined;
  #token = "";

  private constructor(persistTo: string, port: number) {
    this.#persistTo = persistTo;
    this.#port = port;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.reached = promise;
    this.#noteFault = resolve;
  }

  /** Starts an empty site; `faults` are armed until it is killed. */
  static async start(persistTo: string, faults = ""): Promise<Site> {
    await migrateLocally(persistTo);
    const site = new Site(persistTo, await findFreePort());
    await site.restart(faults);
    return site;
  }

  /** Starts it on the data that is there; what was armed before is not. */
  async restart(faults = ""): Promise<void> {
    this.#host = await spawnHost({
      port: this.#port,
      persistTo: this.#persistTo,
      vars: { FAULTS: faults },
      log: (line) => line.includes("fault.reached") && this.#noteFault(),
    });
  }

  /** Leader of its processes. */
  get pid(): number {
    return this.#host?.pid ?? 0;
  }

  async kill(): Promise<void> {
    await this.#host?.kill();
  }

  /** Registers somebody and answers their token. The first one is the administrator, in whose name everything else is called. */
  async signUp(name: string): Promise<string> {
    const answer = await this.call("POST", "/v1/auth/register", {
      email: `${name}@example.org`,
      password: "a long enough one",
      username: name,
      displayName: name,
      client: "native",
    });
    expect(answer.status).toBe(201);
    const { accessToken } = (await answer.json()) as { accessToken: string };
    if (this.#token === "") this.#token = accessToken;
    return accessToken;
  }

  /** Each request has a connection of its own: one that was kept would be found dead when it is used after a kill. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string> | undefined), Connection: "close" };
    return fetch(new URL(path, `http://localhost:${this.#port}`), { ...init, headers });
  }

  call(method: string, path: string, body?: object, token = this.#token): Promise<Response> {
    return this.fetch(path, {
      method,
      headers: { ...authorization(token), ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /** Sends bytes as they are. */
  put(path: string, body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>): Promise<Response> {
    const init = { method: "PUT", headers: authorization(this.#token), body, duplex: "half" };
    return this.fetch(path, init);
  }

  async declare(filename: string, size: number): Promise<UploadTarget> {
    const answer = await this.call("POST", "/v1/media", { filename, type: "text/plain", size });
    expect(answer.status, await answer.clone().text()).toBe(201);
    return (await answer.json()) as UploadTarget;
  }

  async media(id: string): Promise<Media> {
    return (await (await this.call("GET", `/v1/media/${id}`)).json()) as Media;
  }

  /** Waits until a media is ready or refused. */
  async settled(id: string): Promise<Media> {
    await expect.poll(async () => (await this.media(id)).state, { timeout: 300_000 }).not.toBe("processing");
    return this.media(id);
  }
}

const authorization = (token: string): Record<string, string> =>
  token === "" ? {} : { Authorization: `Bearer ${token}` };
