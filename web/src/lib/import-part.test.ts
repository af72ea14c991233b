import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type * as ImportPart from "./import-part.ts";

/** The module as a page finds it: each test begins with a page of its own. */
let page: typeof ImportPart;

beforeEach(async () => {
  vi.resetModules();
  page = await import("./import-part.ts");
});
afterEach(() => {
  vi.unstubAllGlobals();
  links().forEach((link) => link.remove());
});

const links = () => [...document.head.querySelectorAll<HTMLLinkElement>("link[href^='/assets/']")];
const loader = () => vi.fn<() => Promise<string>>().mockResolvedValue("the part");

/** Plays the network: an answer per call, or none. */
function playNetwork(...answers: (number | null)[]) {
  const network = vi.fn<(address: string) => Promise<Response>>(() => {
    const status = answers.shift() ?? null;
    return status === null
      ? Promise.reject(new TypeError("Failed to fetch"))
      : Promise.resolve(new Response("export {}", { status }));
  });
  vi.stubGlobal("fetch", network);
  return () => network.mock.calls.map(([address]) => address);
}

function failures() {
  const told: unknown[] = [];
  addEventListener("vite:preloadError", (event) => told.push(event.payload), { once: true });
  return told;
}

test("what the first page needs is preloaded all at once, and imported without waiting for that", async () => {
  const asked = playNetwork();
  expect(await page.importPart(loader(), ["assets/shell.js", "assets/home.js"])).toBe("the part");
  expect(links().map(({ rel, crossOrigin }) => [rel, crossOrigin])).toEqual([
    ["modulepreload", "anonymous"],
    ["modulepreload", "anonymous"],
  ]);
  expect(asked()).toEqual([]);
});

test("later nothing of a part is imported while a file of it cannot be had, and all of it once it can", async () => {
  const asked = playNetwork(200, null, 200, 200);
  page.firstPageIsThere();
  const load = loader();
  const told = failures();
  const files = ["assets/screen.js", "assets/shared.js"];
  await expect(page.importPart(load, files)).rejects.toThrow("Failed to fetch");
  expect(told).toEqual([expect.any(TypeError)]);
  expect(load).not.toHaveBeenCalled();
  expect(await page.importPart(load, files)).toBe("the part");
  expect(asked()).toEqual(["/assets/screen.js", "/assets/shared.js", "/assets/screen.js", "/assets/shared.js"]);
  expect(links()).toEqual([]);
});

test("files that several parts share, and those of the page itself, are asked for once", async () => {
  document.head.append(
    Object.assign(document.createElement("link"), { rel: "modulepreload", href: "/assets/vendor.js" }),
  );
  const asked = playNetwork(200, 200, 200);
  page.firstPageIsThere();
  await Promise.all([
    page.importPart(loader(), ["assets/one.js", "assets/shared.js", "assets/vendor.js"]),
    page.importPart(loader(), ["assets/other.js", "assets/shared.js"]),
  ]);
  expect(asked()).toEqual(["/assets/one.js", "/assets/shared.js", "/assets/other.js"]);
});

test("a file that the server does not have is told, and not imported", async () => {
  playNetwork(404);
  page.firstPageIsThere();
  const load = loader();
  const told = failures();
  await expect(page.importPart(load, ["assets/gone.js"])).rejects.toThrow("/assets/gone.js was answered with 404");
  expect(told).toHaveLength(1);
  expect(load).not.toHaveBeenCalled();
});

test("the style sheet of a part is applied before it is imported, once; one that failed is asked for again", async () => {
  const load = loader();
  const first = page.importPart(load, ["assets/part.css"]);
  links()[0]?.dispatchEvent(new Event("error"));
  await expect(first).rejects.toThrow("/assets/part.css could not be loaded");
  expect(links()).toEqual([]);
  const second = page.importPart(load, ["assets/part.css"]);
  expect(load).not.toHaveBeenCalled();
  links()[0]?.dispatchEvent(new Event("load"));
  expect(await second).toBe("the part");
  expect(await page.importPart(load, ["assets/part.css"])).toBe("the part");
  expect(links()).toHaveLength(1);
});

test("a part without files of its own is imported as it is, and tells when that fails", async () => {
  const told = failures();
  const broken = new TypeError("Failed to fetch dynamically imported module");
  await expect(page.importPart(() => Promise.reject(broken))).rejects.toBe(broken);
  expect(told).toEqual([broken]);
});
