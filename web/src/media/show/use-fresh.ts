import { useState } from "react";
import type { Media } from "../../../../contract/media.ts";
import { ApiError } from "../../api/error.ts";

interface Attempt {
  /** Address of what was given when this began. */
  of: string;
  fresh: Media | null;
  failed: boolean;
}

export interface Fresh {
  media: Media;
  /** Shown nowhere: fresh addresses did not help, or there are none. */
  failed: boolean;
  /** How often the addresses were renewed; a new `key` for elements that do not try again by themselves. */
  tries: number;
  /** For `onError`: asks once for addresses that have not expired. */
  onError: () => void;
}

/** A media whose signed addresses may have expired since they were given: when one fails, fresh ones are asked for once. */
export function useFresh(media: Media): Fresh {
  const of = media.urls.original;
  const [attempt, setAttempt] = useState<Attempt>({ of, fresh: null, failed: false });
  const { fresh, failed } = attempt.of === of ? attempt : { fresh: null, failed: false };

  async function renew(): Promise<void> {
    // A picture of this device that the page has not sent yet has no other address.
    if (fresh !== null || of.startsWith("blob:")) return setAttempt({ of, fresh, failed: true });
    try {
      setAttempt({ of, fresh: await askOnce(media.id), failed: false });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setAttempt({ of, fresh: null, failed: true });
    }
  }

  return { media: fresh ?? media, failed, tries: fresh === null ? 0 : 1, onError: () => void renew() };
}

const asked = new Map<string, Promise<Media>>();

/** A picture may stand in several places that fail together. */
async function askOnce(id: string): Promise<Media> {
  // The client of media is mostly about sending, which most pages never need.
  const running = asked.get(id) ?? import("../../api/media.ts").then(({ mediaApi }) => mediaApi.get(id));
  asked.set(id, running);
  try {
    return await running;
  } finally {
    asked.delete(id);
  }
}
