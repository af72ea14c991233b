/**
 * Pictures of this device that stand for what was just sent, until the server's own are there: a message shows at once what
 * its writer chose.
 */
const kept = new Map<string, string>();
/** Older ones are let go of: each holds the whole file. */
const keepAtMost = 40;

/** Keeps a `blob:` address for a media, and revokes it when its turn has passed. */
export function keepPreview(mediaId: string, url: string): void {
  if (!url.startsWith("blob:")) return;
  kept.set(mediaId, url);
  for (const [oldest, address] of kept) {
    if (kept.size <= keepAtMost) break;
    kept.delete(oldest);
    URL.revokeObjectURL(address);
  }
}

export function previewOf(mediaId: string): string | null {
  return kept.get(mediaId) ?? null;
}

const seen = new Map<string, string>();
/** Addresses only. */
const rememberAtMost = 500;

/** Remembers under which address a picture is shown: the browser has it, and a larger one can be laid over it. */
export function noteSeen(mediaId: string, url: string): void {
  seen.delete(mediaId);
  seen.set(mediaId, url);
  for (const [oldest] of seen) {
    if (seen.size <= rememberAtMost) break;
    seen.delete(oldest);
  }
}

export function seenOf(mediaId: string): string | null {
  return seen.get(mediaId) ?? null;
}
