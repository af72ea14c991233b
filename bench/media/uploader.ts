/** Somebody who uploads, as any client of the interface does. */
import { setTimeout as wait } from "node:timers/promises";
import type { Media, NewMedia, UploadedPart, UploadTarget } from "../../contract/media.ts";

export interface File {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Uploaded {
  media: Media;
  /** Milliseconds from the declaration until all bytes were sent, and until the media was ready. */
  sentAfter: number;
  readyAfter: number;
}

/** Milliseconds after which looking at a file counts as failed. */
const patience = 120_000;

export class Uploader {
  readonly #origin: string;
  readonly #token: string;

  constructor(origin: string, token: string) {
    this.#origin = origin;
    this.#token = token;
  }

  /** Declares, sends and waits until it is ready. Throws when the site refuses. */
  async upload({ name, type, bytes }: File, partsInFlight = 1): Promise<Uploaded> {
    const started = performance.now();
    const declared: NewMedia = { filename: name, type, size: bytes.length };
    const { id, uploadUrl, partSize } = await this.call<UploadTarget>("POST", "/v1/media", declared);
    if (partSize === undefined) await this.#put(uploadUrl, bytes);
    else {
      await this.#putParts(uploadUrl, bytes, partSize, partsInFlight);
      await this.call<Media>("POST", `/v1/media/${id}/complete`);
    }
    const sentAfter = performance.now() - started;
    const media = await this.#untilReady(id);
    return { media, sentAfter, readyAfter: performance.now() - started };
  }

  /** Calls and reads JSON. Throws for every answer but a success. */
  async call<Answer>(method: string, path: string, json?: unknown): Promise<Answer> {
    const headers = { ...this.#headers(), ...(json !== undefined && { "Content-Type": "application/json" }) };
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      headers,
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    return read<Answer>(response);
  }

  async #put(path: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
    const headers = { ...this.#headers(), "Content-Type": "application/octet-stream" };
    await read<Media | UploadedPart>(await fetch(new URL(path, this.#origin), { method: "PUT", headers, body }));
  }

  async #putParts(path: string, bytes: Uint8Array<ArrayBuffer>, partSize: number, inFlight: number): Promise<void> {
    const count = Math.ceil(bytes.length / partSize);
    let next = 1;
    const send = async () => {
      while (next <= count) {
        const part = next++;
        await this.#put(`${path}?part=${part}`, bytes.subarray((part - 1) * partSize, part * partSize));
      }
    };
    await Promise.all(Array.from({ length: inFlight }, send));
  }

  async #untilReady(id: string): Promise<Media> {
    const deadline = performance.now() + patience;
    for (let pause = 5; ; pause = Math.min(100, pause * 2)) {
      const media = await this.call<Media>("GET", `/v1/media/${id}`);
      if (media.state === "ready") return media;
      if (media.state === "refused") throw new Error(`${media.filename} was refused: ${media.detail ?? media.reason}`);
      if (performance.now() > deadline) throw new Error(`${media.filename} is still ${media.state}`);
      await wait(pause);
    }
  }

  #headers() {
    return { Authorization: `Bearer ${this.#token}`, Accept: "application/json" };
  }
}

async function read<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text}`);
  return JSON.parse(text) as Answer;
}
