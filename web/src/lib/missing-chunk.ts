import { recall, remember } from "./storage.ts";

const key = "stoa.reloaded";
/** A second failure within this time is not an old page's but a broken one's. */
const onceMs = 60_000;

/** After a deploy an open page asks for chunks that are gone: it is loaded anew, once. */
export function reloadOnMissingChunk(): void {
  addEventListener("vite:preloadError", (event) => {
    const last = Number(recall(key) ?? 0);
    if (Date.now() - last < onceMs) return;
    remember(key, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
