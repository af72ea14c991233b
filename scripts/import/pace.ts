/** Keeps an import from running ahead of the site: what it brings is done with later, and everybody else waits behind that. */
import { setTimeout as wait } from "node:timers/promises";
import type { Overview } from "../../contract/admin.ts";
import type { Api } from "./api.ts";

/** Steps (filling feeds, working out suggestions) that may wait before no more is sent. */
const mostWaiting = 8;
const askAgainAfter = 150;
/** Milliseconds after which to go on in any case: steps that fail wait for long, and that is no reason to stop. */
const patience = 10_000;

/** A function that resolves when little is waiting at the site. */
export function paceOf(api: Api, signal: AbortSignal): () => Promise<void> {
  return async () => {
    const end = Date.now() + patience;
    while (Date.now() < end) {
      const { outbox } = await api.call<Overview>("/v1/admin/overview");
      if (outbox.waiting <= mostWaiting) return;
      await wait(askAgainAfter, undefined, { signal });
    }
  };
}
