import type { Tokens } from "../../../contract/auth.ts";

/** Renewed this long before its end, so that it does not die on the way. */
const marginMs = 15_000;

interface TokenKeeperOptions {
  /** Trades the refresh cookie for a new access token; null when there is no session behind it. */
  refresh: () => Promise<Tokens | null>;
  /** Called once when a session turns out to be over. */
  onEnd: () => void;
  now?: () => number;
}

/** Keeps the access token, in memory only: a script that gets into another page finds nothing in storage. */
export interface TokenKeeper {
  /** Whether there is a session, as far as this page knows. */
  held(): boolean;
  take(tokens: Tokens): void;
  drop(): void;
  /** A token that is good now, renewed if need be; null without a session. */
  usable(): Promise<string | null>;
  /** A token other than `refused`; concurrent callers share one refresh. Null when the session is over. */
  renew(refused: string | null): Promise<string | null>;
}

export function createTokenKeeper({ refresh, onEnd, now = Date.now }: TokenKeeperOptions): TokenKeeper {
  let current: { token: string; endsAt: number } | null = null;
  let running: Promise<string | null> | null = null;
  // Rises with every sign-in and sign-out, so that a refresh that was under way cannot bring an ended session back.
  let generation = 0;

  function hold(tokens: Tokens): string {
    current = { token: tokens.accessToken, endsAt: now() + tokens.expiresIn * 1000 };
    return current.token;
  }

  async function refreshOnce(): Promise<string | null> {
    const started = generation;
    const tokens = await refresh();
    if (started !== generation) return current?.token ?? null;
    if (tokens !== null) return hold(tokens);
    const had = current !== null;
    current = null;
    generation++;
    if (had) onEnd();
    return null;
  }

  const keeper: TokenKeeper = {
    held: () => current !== null,
    take(tokens) {
      generation++;
      running = null;
      hold(tokens);
    },
    drop() {
      generation++;
      running = null;
      current = null;
    },
    async usable() {
      if (current === null) return null;
      return current.endsAt - now() > marginMs ? current.token : keeper.renew(current.token);
    },
    async renew(refused) {
      if (current !== null && current.token !== refused) return current.token;
      if (running !== null) return running;
      const mine = refreshOnce().finally(() => {
        if (running === mine) running = null;
      });
      running = mine;
      return mine;
    },
  };
  return keeper;
}
