/** What is done with a file before it is sent: giant pictures made smaller, videos brought into a form that plays everywhere. */

export interface PrepareOptions {
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress: (progress: number) => void;
}

export interface Prepared {
  file: File;
  /** A frame of a video, as JPEG. */
  poster: Blob | null;
}

export async function prepare(file: File, { signal }: PrepareOptions): Promise<Prepared> {
  signal.throwIfAborted();
  return { file, poster: null };
}
