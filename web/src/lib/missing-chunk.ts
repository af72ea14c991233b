/** Parts of the app that could not be loaded: without a network they come with it, and after a deploy with a new page. */
import { recall, remember } from "./storage.ts";

const key = "stoa.reloaded";
/** A second failure within this time is not an old page's but a broken one's. */
const onceMs = 60_000;

const missing = new WeakSet();

/** Whether this is how the loading of a part of the app failed. */
export function isMissingChunk(error: unknown): boolean {
  return typeof error === "object" && error !== null && missing.has(error);
}

/**
 * After a deploy an open page asks for chunks that are gone: it is loaded anew, once. Not where the network is to blame: a reload would
 * leave nothing of the page. Answers how to stop that.
 */
export function reloadWhenOutdated(): () => void {
  const onMissing = (event: VitePreloadErrorEvent) => {
    missing.add(event.payload);
    if (Date.now() - Number(recall(key) ?? 0) < onceMs) return;
    void isOutdated().then((outdated) => {
      if (!outdated) return;
      remember(key, String(Date.now()));
      location.reload();
    });
  };
  addEventListener("vite:preloadError", onMissing);
  return () => removeEventListener("vite:preloadError", onMissing);
}

/** Whether the server has another app by now: its page begins with another script. */
async function isOutdated(): Promise<boolean> {
  const entry = document.querySelector("script[type=module][src]")?.getAttribute("src") ?? "";
  try {
    const page = await fetch("/", { cache: "no-store" });
    return page.ok && !(await page.text()).includes(entry);
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
