/** Pictures on a page: whether they are there, as what they came, and whether they moved anything. */
import { expect, type Locator, type Page } from "@playwright/test";

/** The picture within a tile, or wherever there is one; not its placeholder. */
export function pictureIn(place: Locator): Locator {
  return place.locator("img[alt]:not([alt=''])");
}

/** Milliseconds for pictures that have to be made: a busy machine takes many seconds for one. */
const patience = 180_000;

/** Waits until it is shown: loaded, and decoded to something that has a width. One that fails is asked for again by the page. */
export async function expectShown(picture: Locator): Promise<void> {
  await expect(async () => {
    await picture.scrollIntoViewIfNeeded({ timeout: 5_000 });
    const width = await picture.evaluate(
      (image: HTMLImageElement) => (image.complete ? image.naturalWidth : 0),
      undefined,
      { timeout: 5_000 },
    );
    expect(width).toBeGreaterThan(0);
  }).toPass({ timeout: patience });
}

/** Types of all media that a page has been answered with, by path. */
export function watchTypes(page: Page): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith("/media/")) types.set(pathname, response.headers()["content-type"] ?? "none");
  });
  return types;
}

/** Holds pictures back until they are let in. */
export async function holdPictures(page: Page): Promise<() => Promise<void>> {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  await page.route("**/media/**", async (route) => {
    await opened;
    await route.continue();
  });
  return async () => {
    open();
    await page.unrouteAll({ behavior: "wait" });
  };
}

/** Counts how much of the page moves by itself from now on (https://web.dev/articles/cls). Resolves to a way to ask for it. */
export async function watchLayoutShift(page: Page): Promise<() => Promise<number>> {
  const handle = await page.evaluateHandle(() => {
    const seen = { shift: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) seen.shift += entry.value;
      }
    }).observe({ type: "layout-shift" });
    return seen;
  });
  return () => handle.evaluate(({ shift }) => shift);
}
