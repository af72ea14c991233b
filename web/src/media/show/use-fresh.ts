import { useEffect, useState } from "react";
import type { Media } from "../../../../contract/media.ts";
import { ApiError } from "../../api/error.ts";
import { loadPart } from "../../lib/load-part.ts";
import { mayPass } from "../../lib/retry.ts";

/** Milliseconds before each further try, once fresh addresses did not help: the server may be making many pictures just now. */
const pictureWaits: readonly number[] = [3_000, 12_000];
/** What is served as it is needs no time: a browser that cannot play it never will. */
export const noWaits: readonly number[] = [];

interface Attempt {
  /** Address of what was given when this began. */
  of: string;
  fresh: Media | null;
  tries: number;
  /** The last try has failed, and the next has its time. */
  waiting: boolean;
  failed: boolean;
}

const begin = (of: string): Attempt => ({ of, fresh: null, tries: 0, waiting: false, failed: false });

export interface Fresh {
  media: Media;
  /** Shown nowhere: neither fresh addresses nor time did help. */
  failed: boolean;
  /** The last try has failed, and there will be another one. */
  waiting: boolean;
  /** How often it was tried again: a `key` for elements that do not try by themselves. */
  tries: number;
  /** For `onError`: asks once for addresses that have not expired, then gives it time. */
  onError: () => void;
}

/** A media whose signed addresses may have expired since they were given: when one fails, fresh ones are asked for. */
export function useFresh(media: Media, waits = pictureWaits): Fresh {
  const of = media.urls.original;
  const [known, setAttempt] = useState(() => begin(of));
  const attempt = known.of === of ? known : begin(of);
  const { fresh, tries, waiting, failed } = attempt;

  useEffect(() => {
    if (!waiting) return;
    const again = () => setAttempt((now) => ({ ...now, tries: now.tries + 1, waiting: false }));
    const timer = setTimeout(again, waits[tries - 1]);
    addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      removeEventListener("online", again);
    };
  }, [waiting, tries, waits]);

  // What failed without a network is there with one.
  useEffect(() => {
    if (!failed) return;
    const anew = () => setAttempt(begin(of));
    addEventListener("online", anew);
    return () => removeEventListener("online", anew);
  }, [failed, of]);

  /** Another try when its time has come, as long as one is left. */
  function giveTime(so: number): void {
    setAttempt({ ...attempt, tries: so, waiting: so <= waits.length, failed: so > waits.length });
  }

  async function renew(): Promise<void> {
    try {
      const renewed = await askOnce(media.id);
      setAttempt({ ...attempt, fresh: renewed, tries: tries + 1 });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mayPass(error)) giveTime(Math.max(1, tries));
      else setAttempt({ ...attempt, failed: true });
    }
  }

  function onError(): void {
    if (fresh === null) void renew();
    else giveTime(tries);
  }

  return { media: fresh ?? media, failed, waiting, tries, onError };
}

const asked = new Map<string, Promise<Media>>();

/** A picture may stand in several places that fail together. */
async function askOnce(id: string): Promise<Media> {
  // The client of media is mostly about sending, which most pages never need.
  const running =
    asked.get(id) ?? loadPart(() => import("../../api/media.ts")).then(({ mediaApi }) => mediaApi.get(id));
  asked.set(id, running);
  try {
    return await running;
  } finally {
    asked.delete(id);
  }
}
