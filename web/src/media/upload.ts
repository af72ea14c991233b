/**
 * One file on its way: prepared, declared, sent, looked at by the server. Knows no React; `useUploads` is for lists of them.
 */
import { ulid } from "ulidx";
import { loadPart } from "../lib/load-part.ts";
import type { Media, UploadTarget } from "../../../contract/media.ts";
import { ApiError } from "../api/error.ts";
import { mediaApi } from "../api/media.ts";
import { typeOf } from "./file-type.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { pause, retrying } from "../lib/retry.ts";
import { transfer } from "./transfer.ts";
import { createTurns } from "./turns.ts";
import { FileRefused } from "./upload-error.ts";

/** How far a file is. `progress` runs from 0 to 1 within each state. */
export interface UploadStep {
  state: "preparing" | "uploading" | "processing";
  progress: number;
}

export interface UploadOptions {
  onProgress?: (step: UploadStep) => void;
  /** Gives up: what the server has of it is deleted. */
  signal?: AbortSignal;
  /** Description for people who do not see the picture. */
  alt?: string;
}

/** Files under way at once, in all of the tab. */
const turns = createTurns(2);

/** Milliseconds between looks at what the server is doing with the bytes: from the first to the longest. */
const looks = { first: 400, longest: 5000, forAtMost: 15 * 60_000 };

/**
 * Uploads a file and answers with the media once it is ready. Errors: `FileRefused`, `ApiError`, `AbortError`.
 */
export async function uploadFile(file: File, { onProgress, signal, alt }: UploadOptions = {}): Promise<Media> {
  const upload = new Upload(file, onProgress);
  if (alt !== undefined) upload.alt = alt;
  return upload.run(signal ?? new AbortController().signal);
}

export class Upload {
  readonly file: File;
  /** Sent when the file is declared; afterwards `mediaApi.describe` changes it. */
  alt = "";
  readonly #onStep: (step: UploadStep) => void;
  #key = ulid();
  #prepared: Prepared | null = null;
  #target: UploadTarget | null = null;

  constructor(file: File, onStep: (step: UploadStep) => void = () => undefined) {
    this.file = file;
    this.#onStep = onStep;
  }

  /** The media's id, once it has one. */
  get id(): string | null {
    return this.#target?.id ?? null;
  }

  /** A picture of what is seen in the file, once it was prepared: only of videos. */
  get poster(): Blob | null {
    return this.#prepared?.poster ?? null;
  }

  /** Goes through all steps; after a failure again, from where it was. */
  async run(signal: AbortSignal): Promise<Media> {
    try {
      const done = await turns.take(signal);
      try {
        return await this.#steps(signal);
      } finally {
        done();
      }
    } catch (error) {
      if (signal.aborted) this.#discard();
      throw error;
    }
  }

  async #steps(signal: AbortSignal): Promise<Media> {
    this.#onStep({ state: "preparing", progress: 0 });
    const onProgress = (progress: number) => this.#onStep({ state: "preparing", progress });
    // What prepares a file is loaded with the first that needs it.
    this.#prepared ??= await loadPart(() => prepare(this.file, { signal, onProgress }));
    const { file, poster } = this.#prepared;
    this.#onStep({ state: "uploading", progress: 0 });
    const sent = await this.#send(file, signal);
    this.#onStep({ state: "processing", progress: 0 });
    const media = await ready(sent, signal);
    return poster === null ? media : this.#withPoster(media, poster, signal);
  }

  async #send(file: File, signal: AbortSignal): Promise<Media> {
    const onProgress = (progress: number) => this.#onStep({ state: "uploading", progress });
    if (this.#target !== null) {
      try {
        return await transfer(file, this.#target, { onProgress, signal, resumed: true });
      } catch (error) {
        // Unfinished uploads are swept after a day; then it begins anew.
        if (!(error instanceof ApiError) || error.code !== "not_found") throw error;
        this.#target = null;
        this.#key = ulid();
      }
    }
    const body = {
      filename: file.name,
      type: typeOf(file),
      size: file.size,
      ...(this.alt !== "" && { alt: this.alt }),
    };
    this.#target = await retrying(() => mediaApi.declare(body, this.#key, signal), signal);
    return transfer(file, this.#target, { onProgress, signal, resumed: false });
  }

  async #withPoster(media: Media, poster: Blob, signal: AbortSignal): Promise<Media> {
    try {
      return await retrying(() => mediaApi.putPoster(media.id, poster, signal), signal);
    } catch (error) {
      // A video without a picture plays all the same.
      if (error instanceof ApiError && !signal.aborted) return media;
      throw error;
    }
  }

  #discard(): void {
    const id = this.id;
    this.#target = null;
    if (id !== null) discard(id);
  }
}

/** Waits until the server has looked at the bytes of a media. Errors: `FileRefused`, `ApiError`. */
async function ready(sent: Media, signal: AbortSignal): Promise<Media> {
  const until = Date.now() + looks.forAtMost;
  let media = sent;
  for (let wait = looks.first; media.state !== "ready"; wait = Math.min(looks.longest, wait * 1.6)) {
    if (media.state === "refused") throw new FileRefused(media.detail ?? "The server could not read it.");
    if (Date.now() > until) throw new ApiError({ status: 0, code: "network", detail: "It takes unusually long." });
    await pause(wait, signal);
    media = await retrying(() => mediaApi.get(sent.id, signal), signal);
  }
  return media;
}

/** Deletes a media that nothing shows. Without an answer the server's sweep does it within a day. */
export function discard(id: string): void {
  void mediaApi.delete(id).catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
  });
}
