import type { Media, MediaKind } from "../../../contract/media.ts";
import type { UploadStep } from "./upload.ts";
import type { UploadProblem } from "./upload-error.ts";

export type UploadState = UploadStep["state"] | "ready" | "failed";

/** A file in a list of uploads, as it is shown. A changed item is a new object. */
export interface UploadItem {
  readonly key: string;
  /** Absent for what was uploaded before: in an earlier visit, or with the post that is edited. */
  readonly file?: File;
  readonly name: string;
  readonly kind: MediaKind;
  readonly state: UploadState;
  /** From 0 to 1 within the state. */
  readonly progress: number;
  /** Why it failed; of one that is ready, why its description was not saved. */
  readonly error?: UploadProblem;
  /** What it became; once it is ready. */
  readonly media?: Media;
  /** A picture to show: of this device, or of the server. Not everything has one. */
  readonly previewUrl?: string;
  readonly alt: string;
}
