/**
 * How every `import()` of the app is done: the bundler is told to call this in place of its own helper. The files of a part are fetched
 * before the first of them is imported, since a module that the network kept away stays failed for as long as the page lives (the module map of
 * https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script; Chromium alone, and lately, asks again). Imported
 * they come from the browser's cache.
 */

/** Files that are here or on their way. */
const brought = new Map<string, Promise<void>>();

/**
 * Fetches `files` (addresses from the site's root, without the first slash) and applies style sheets among them, then imports. What fails is told with `vite:preloadError`, as the
 * bundler's own helper does, and thrown: `TypeError` without a network, `Error` where the server has no such file.
 */
export async function importPart<Part>(load: () => Promise<Part>, files: readonly string[] = []): Promise<Part> {
  try {
    await Promise.all(files.map(bringOnce));
    return await load();
  } catch (error) {
    dispatchEvent(Object.assign(new Event("vite:preloadError", { cancelable: true }), { payload: error }));
    throw error;
  }
}

function bringOnce(file: string): Promise<void> {
  const known = brought.get(file);
  if (known) return known;
  const coming = file.endsWith(".css") ? applyStyle(`/${file}`) : fetchWhole(`/${file}`);
  brought.set(file, coming);
  coming.catch(() => brought.delete(file));
  return coming;
}

async function fetchWhole(address: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}`);
  // To its end: only then does the cache have it.
  await answer.arrayBuffer();
}

/** Style sheets can be asked for again: they are linked at once. That of the page is there already. */
async function applyStyle(address: string): Promise<void> {
  if (document.querySelector(`link[rel=stylesheet][href="${address}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  link.addEventListener("load", () => resolve());
  link.addEventListener("error", () => {
    link.remove();
    reject(new TypeError(`${address} could not be loaded`));
  });
  document.head.append(link);
  await promise;
}
