/** Brings the bytes of a declared media to the server, over cuts of the network. */
import type { Media, UploadTarget } from "../../../contract/media.ts";
import { ApiError } from "../api/error.ts";
import { mediaApi } from "../api/media.ts";
import { retrying } from "./retry.ts";

interface TransferOptions {
  /** From 0 to 1. */
  onProgress: (progress: number) => void;
  signal: AbortSignal;
  /** Bytes of an earlier attempt may be there: asks before sending. */
  resumed: boolean;
}

const partsAtOnce = 3;

/** Answers when the server has all bytes and looks at them. Errors: as of `http`; `not_found` when the media is gone. */
export async function transfer(bytes: Blob, target: UploadTarget, options: TransferOptions): Promise<void> {
  if (target.partSize === undefined) await sendWhole(bytes, target, options);
  else await sendParts(bytes, target, target.partSize, options);
}

const isAwaited = ({ state }: Media) => state === "uploading";

async function sendWhole(bytes: Blob, target: UploadTarget, { onProgress, signal, resumed }: TransferOptions) {
  await retrying(async (failures) => {
    // Only the answer may have been lost.
    if ((resumed || failures > 0) && !isAwaited(await mediaApi.get(target.id, signal))) return;
    await mediaApi.send(target.uploadUrl, bytes, { signal, onProgress: (sent) => onProgress(share(sent, bytes.size)) });
  }, signal);
}

async function sendParts(bytes: Blob, target: UploadTarget, partSize: number, options: TransferOptions) {
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

  /** Parts that the server lacks, or null when it asks for none any more. */
  async function missing(): Promise<number[] | null> {
    const media = await mediaApi.get(target.id, either);
    if (!isAwaited(media)) return null;
    const received = new Set(media.upload?.received.map(({ part }) => part));
    return sent.map((_, index) => index + 1).filter((part) => !received.has(part));
  }

  async function sendPart(part: number) {
    const slice = bytes.slice((part - 1) * partSize, part * partSize);
    await retrying(async (failures) => {
      if (failures === 0 || ((await missing())?.includes(part) ?? false)) {
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
  for (let again = false; parts !== null; again = true) {
    const due = new Set(parts);
    for (let part = 1; part <= count; part++) {
      sent[part - 1] = due.has(part) ? 0 : Math.min(partSize, bytes.size - (part - 1) * partSize);
    }
    await sendAll(parts);
    try {
      await retrying(() => mediaApi.complete(target.id, either), either);
      return;
    } catch (error) {
      if (again || !(error instanceof ApiError) || error.code !== "conflict") throw error;
      parts = await retrying(missing, either);
      if (parts?.length === 0) throw error;
    }
  }
}

function share(part: number, whole: number): number {
  return Math.min(1, part / whole);
}
