import { afterAll, afterEach, expect, test, vi } from "vitest";
import { eventually } from "../../../tests/harness/eventually.ts";
import { loadNow, loadPart } from "./load-part.ts";
import { reloadWhenOutdated } from "./missing-chunk.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

// The window is shared with other files.
afterAll(reloadWhenOutdated());

/** How the bundler tells that a part could not be loaded. */
function missing(): Error {
  const error = new TypeError("Failed to fetch dynamically imported module");
  dispatchEvent(Object.assign(new Event("vite:preloadError", { cancelable: true }), { payload: error }));
  return error;
}

test("a part that the network kept away is loaded with its return; the page stays", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const asked = vi.fn<() => Promise<Response>>().mockRejectedValue(new TypeError("Failed to fetch"));
  vi.stubGlobal("fetch", asked);
  const load = vi.fn<() => Promise<string>>().mockImplementationOnce(() => Promise.reject(missing()));
  load.mockResolvedValue("the part");
  const part = loadPart(load);
  await eventually(() => expect(asked).toHaveBeenCalledWith("/", { cache: "no-store" }));
  expect(load).toHaveBeenCalledOnce();
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(true);
  dispatchEvent(new Event("online"));
  expect(await part).toBe("the part");
  expect(localStorage.getItem("stoa.reloaded")).toBeNull();
});

test("a part that is asked for once is missing like an answer that never came", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(loadNow(() => Promise.reject(missing()))).rejects.toMatchObject({ code: "network" });
});

test("what a part itself does wrong is not tried again", async () => {
  const broken = new SyntaxError("broken");
  await expect(loadPart(() => Promise.reject(broken))).rejects.toBe(broken);
});
