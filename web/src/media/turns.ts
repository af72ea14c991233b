/** Lets so many things be under way at once; the others wait in the order in which they came. */
export interface Turns {
  /** Waits for a turn, and answers what ends it. Errors: the signal's reason. */
  take(signal?: AbortSignal): Promise<() => void>;
}

export function createTurns(atOnce: number): Turns {
  let running = 0;
  const waiting: (() => void)[] = [];

  function end() {
    running -= 1;
    waiting.shift()?.();
  }

  return {
    async take(signal) {
      signal?.throwIfAborted();
      if (running >= atOnce) {
        const called = Promise.withResolvers<void>();
        waiting.push(called.resolve);
        const leave = () => {
          const place = waiting.indexOf(called.resolve);
          if (place === -1) return;
          waiting.splice(place, 1);
          called.reject(signal?.reason as Error);
        };
        signal?.addEventListener("abort", leave);
        try {
          await called.promise;
        } finally {
          signal?.removeEventListener("abort", leave);
        }
      }
      running += 1;
      let ended = false;
      return () => {
        if (!ended) end();
        ended = true;
      };
    },
  };
}
