/**
 * How every `import()` of the app is done: the bundler is told to call this in place of its own helper. What the first page needs comes as fast
 * as it can. Later the files of a part are fetched before the first of them is imported: a module that the network kept away stays failed for
 * as long as the page lives (the module map of https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script; Chromium
 * alone, and lately, asks again), and neither `modulepreload` nor `preload` can be tried again, either. What was fetched is imported from
 * the browser's cache.
 */

/** Files that are here or on their way. */
const brought = new Map<string, Promise<void>>();
let isFirstPage = true;

/** Told when the first page is there: from now on there is something to lose when the network is cut. */
export function firstPageIsThere(): void {
  isFirstPage = false;
}

/**
 * Brings `files` (addresses from the site's root, without the first slash), applies style sheets among them, and imports. What fails is told
 * with `vite:preloadError`, as the bundler's own helper does, and thrown: `TypeError` for a file that could not be had.
 */
export async function importPart<Part>(load: () => Promise<Part>, files: readonly string[] = []): Promise<Part> {
  try {
    await Promise.all(files.map(bringOnce));
    return await load();
  } catch (error) {
    for (const file of files) brought.delete(file);
    dispatchEvent(Object.assign(new Event("vite:preloadError", { cancelable: true }), { payload: error }));
    throw error;
  }
}

function bringOnce(file: string): Promise<void> {
  const known = brought.get(file);
  if (known) return known;
  const coming = bring(`/${file}`);
  brought.set(file, coming);
  return coming;
}

async function bring(address: string): Promise<void> {
  // The page itself brought its style sheet and the scripts that it begins with.
  if (document.querySelector(`:is(link[href="${address}"], script[src="${address}"])`)) return;
  if (address.endsWith(".css")) await applyStyle(address);
  else if (isFirstPage) link(address, { rel: "modulepreload", crossOrigin: "anonymous" });
  else await fetchWhole(address);
}

/** Style sheets can be asked for again. */
async function applyStyle(address: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const style = link(address, { rel: "stylesheet" });
  style.addEventListener("load", () => resolve());
  style.addEventListener("error", () => {
    style.remove();
    reject(new TypeError(`${address} could not be loaded`));
  });
  await promise;
}

/** To its end: only then does the cache have it. */
async function fetchWhole(address: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw new TypeError(`${address} was answered with ${answer.status}`);
  await answer.arrayBuffer();
}

function link(href: string, attributes: Partial<HTMLLinkElement>): HTMLLinkElement {
  const element = Object.assign(document.createElement("link"), attributes, { href });
  document.head.append(element);
  return element;
}
