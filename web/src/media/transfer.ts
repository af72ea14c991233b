/** Brings the bytes of a declared media to the server, over cuts of the network. */
import type { Media, UploadTarget } from "../../../contract/media.ts";
import { ApiError } from "../api/error.ts";
import { mediaApi } from "../api/media.ts";
import { retrying } from "../lib/retry.ts";

interface TransferOptions {
  /** From 0 to 1. */
  onProgress: (progress: number) => void;
  signal: AbortSignal;
  /** Bytes of an earlier attempt may be there: asks before sending. */
  resumed: boolean;
}

const partsAtOnce = 3;

/**
 * Answers with the media once the server has all bytes: it is looking at them, or has done so. Errors: as of `http`; `not_found`
 * when the media is gone.
 */
export function transfer(bytes: Blob, target: UploadTarget, options: TransferOptions): Promise<Media> {
  const { partSize } = target;
  return partSize === undefined ? sendWhole(bytes, target, options) : sendParts(bytes, target, partSize, options);
}

const isAwaited = ({ state }: Media) => state === "uploading";

function sendWhole(bytes: Blob, target: UploadTarget, { onProgress, signal, resumed }: TransferOptions) {
  return retrying(async (failures) => {
    if (resumed || failures > 0) {
      // Only the answer may have been lost.
      const media = await mediaApi.get(target.id, signal);
      if (!isAwaited(media)) return media;
    }
    return mediaApi.send(target.uploadUrl, bytes, {
      signal,
      onProgress: (sent) => onProgress(share(sent, bytes.size)),
    });
  }, signal);
}

async function sendParts(
  bytes: Blob,
  target: UploadTarget,
  partSize: number,
  options: TransferOptions,
): Promise<Media> {
  const { signal, onProgress } = options;
  const count = Math.ceil(bytes.size / partSize);
  const sent = Array.from({ length: count }, () => 0);
  const tell = () =>
    onProgress(
      share(
        sent.reduce((sum, part) => sum + part, 0),
        bytes.size,
      ),
    );
  // One part that fails for good ends the others.
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);

  /** What the server lacks, or the media where it asks for nothing any more. */
  async function missing(): Promise<number[] | Media> {
    const media = await mediaApi.get(target.id, either);
    if (!isAwaited(media)) return media;
    const received = new Set(media.upload?.received.map(({ part }) => part));
    return sent.map((_, index) => index + 1).filter((part) => !received.has(part));
  }

  async function lacks(part: number): Promise<boolean> {
    const parts = await missing();
    return Array.isArray(parts) && parts.includes(part);
  }

  async function sendPart(part: number) {
    const slice = bytes.slice((part - 1) * partSize, part * partSize);
    await retrying(async (failures) => {
      if (failures === 0 || (await lacks(part))) {
        const onPart = (partSent: number) => {
          sent[part - 1] = Math.min(partSent, slice.size);
          tell();
        };
        await mediaApi.sendPart(target.uploadUrl, part, slice, { signal: either, onProgress: onPart });
      }
      sent[part - 1] = slice.size;
      tell();
    }, either);
  }

  async function sendAll(parts: readonly number[]) {
    const left = [...parts];
    const line = async () => {
      for (let part = left.shift(); part !== undefined; part = left.shift()) await sendPart(part);
    };
    try {
      await Promise.all(Array.from({ length: Math.min(partsAtOnce, left.length) }, line));
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  }

  let parts = options.resumed ? await retrying(missing, either) : sent.map((_, index) => index + 1);
  // A server that still lacks a part after all were sent is sent what it lacks, once.
  for (let again = false; Array.isArray(parts); again = true) {
    const due = new Set(parts);
    for (let part = 1; part <= count; part++) {
      sent[part - 1] = due.has(part) ? 0 : Math.min(partSize, bytes.size - (part - 1) * partSize);
    }
    await sendAll(parts);
    try {
      return await retrying(() => mediaApi.complete(target.id, either), either);
    } catch (error) {
      if (again || !(error instanceof ApiError) || error.code !== "conflict") throw error;
      parts = await retrying(missing, either);
    }
  }
  return parts;
}

function share(part: number, whole: number): number {
  return Math.min(1, part / whole);
}
