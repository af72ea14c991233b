/** Where the items of a list come from: files of this device, or media that the server has already. */
import type { Media } from "../../../contract/media.ts";
import { ApiError } from "../api/error.ts";
import { mediaApi } from "../api/media.ts";
import { pause, retrying } from "../lib/retry.ts";
import { Upload, type UploadStep } from "./upload.ts";

export interface UploadSource {
  /** The id of the media, once there is one. */
  readonly id: string | null;
  /** Whether the list may delete the media when it is removed. */
  readonly own: boolean;
  /** Answers with the media once it is ready; after a failure again, from where it was. */
  run(signal: AbortSignal): Promise<Media>;
}

/** What was uploaded in an earlier visit is not there any more, or never became whole. */
export class Gone extends Error {
  override readonly name = "Gone";
}

export interface FileSource extends UploadSource {
  readonly upload: Upload;
}

export function fromFile(file: File, onStep: (step: UploadStep) => void): FileSource {
  const upload = new Upload(file, onStep);
  return {
    upload,
    own: true,
    get id() {
      return upload.id;
    },
    run: (signal) => upload.run(signal),
  };
}

/** A media that was uploaded before, by its id. Errors of `run`: `Gone`, `ApiError`. */
export function fromEarlier(id: string): UploadSource {
  return {
    id,
    own: true,
    async run(signal) {
      for (;;) {
        const media = await retrying(() => mediaApi.get(id, signal), signal).catch((error: unknown) => {
          throw error instanceof ApiError && error.code === "not_found" ? new Gone() : error;
        });
        if (media.state === "ready") return media;
        if (media.state !== "processing") throw new Gone();
        await pause(1500, signal);
      }
    },
  };
}

/** A media that something shows already: it is never deleted from here. */
export function fromMedia(media: Media): UploadSource {
  return { id: media.id, own: false, run: () => Promise.resolve(media) };
}
