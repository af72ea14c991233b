import { afterEach, expect, test, vi } from "vitest";
import { importPart } from "./import-part.ts";

afterEach(() => vi.unstubAllGlobals());

/** Plays the network: an answer per call, or none. */
function playNetwork(...answers: (number | null)[]) {
  const network = vi.fn<(address: string) => Promise<Response>>(() => {
    const status = answers.shift() ?? null;
    return status === null
      ? Promise.reject(new TypeError("Failed to fetch"))
      : Promise.resolve(new Response("export {}", { status }));
  });
  vi.stubGlobal("fetch", network);
  return network;
}

function failures() {
  const told: unknown[] = [];
  addEventListener("vite:preloadError", (event) => told.push(event.payload), { once: true });
  return told;
}

test("nothing of a part is imported while a file of it cannot be had, and all of it once it can", async () => {
  const network = playNetwork(200, null, 200);
  const load = vi.fn<() => Promise<string>>().mockResolvedValue("the part");
  const told = failures();
  const files = ["assets/screen-1.js", "assets/shared-1.js"];
  await expect(importPart(load, files)).rejects.toThrow("Failed to fetch");
  expect(told).toEqual([expect.any(TypeError)]);
  expect(load).not.toHaveBeenCalled();
  expect(await importPart(load, files)).toBe("the part");
  expect(network.mock.calls.map(([address]) => address)).toEqual([
    "/assets/screen-1.js",
    "/assets/shared-1.js",
    "/assets/shared-1.js",
  ]);
});

test("files that several parts share are fetched once", async () => {
  const network = playNetwork(200, 200, 200);
  const load = () => Promise.resolve("a part");
  await Promise.all([
    importPart(load, ["assets/one-2.js", "assets/shared-2.js"]),
    importPart(load, ["assets/other-2.js", "assets/shared-2.js"]),
  ]);
  expect(network).toHaveBeenCalledTimes(3);
});

test("a file that the server does not have is told, and not imported", async () => {
  playNetwork(404);
  const load = vi.fn<() => Promise<string>>();
  const told = failures();
  await expect(importPart(load, ["assets/gone-3.js"])).rejects.toThrow("/assets/gone-3.js was answered with 404");
  expect(told).toHaveLength(1);
  expect(load).not.toHaveBeenCalled();
});

test("a part without files of its own is imported as it is, and tells when that fails", async () => {
  const told = failures();
  const broken = new TypeError("Failed to fetch dynamically imported module");
  await expect(importPart(() => Promise.reject(broken))).rejects.toBe(broken);
  expect(told).toEqual([broken]);
});

test("the style sheet of a part is applied before it is imported, once; one that failed is asked for again", async () => {
  const network = playNetwork();
  const load = vi.fn<() => Promise<string>>().mockResolvedValue("the part");
  const links = () => [...document.head.querySelectorAll("link[href='/assets/part-5.css']")];
  const first = importPart(load, ["assets/part-5.css"]);
  links()[0]?.dispatchEvent(new Event("error"));
  await expect(first).rejects.toThrow("/assets/part-5.css could not be loaded");
  expect(links()).toEqual([]);
  const second = importPart(load, ["assets/part-5.css"]);
  expect(load).not.toHaveBeenCalled();
  links()[0]?.dispatchEvent(new Event("load"));
  expect(await second).toBe("the part");
  expect(await importPart(load, ["assets/part-5.css"])).toBe("the part");
  expect(links()).toHaveLength(1);
  expect(network).not.toHaveBeenCalled();
  links()[0]?.remove();
});
