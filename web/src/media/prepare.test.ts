import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reloadWhenOutdated } from "../lib/missing-chunk.ts";
import { prepare } from "./prepare.ts";
import { prepareVideo } from "./video/prepare-video.ts";

vi.mock(import("./video/prepare-video.ts"), () => ({ prepareVideo: vi.fn<typeof prepareVideo>() }));

reloadWhenOutdated();

beforeEach(() => {
  vi.stubGlobal("VideoDecoder", vi.fn());
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
});
afterEach(() => vi.unstubAllGlobals());

const film = () => new File(["a film"], "film.mp4", { type: "video/mp4" });
const options = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

test("a video that cannot be converted is sent as it is, and the reason told", async () => {
  const reported = vi.fn<(error: unknown) => void>();
  vi.stubGlobal("reportError", reported);
  const broken = new RangeError("no such track");
  vi.mocked(prepareVideo).mockRejectedValue(broken);
  const file = film();
  expect(await prepare(file, options())).toEqual({ file, poster: null });
  expect(reported).toHaveBeenCalledWith(broken);
});

test("a converter that the network keeps away is waited for", async () => {
  const missing = new TypeError("Failed to fetch dynamically imported module");
  dispatchEvent(Object.assign(new Event("vite:preloadError", { cancelable: true }), { payload: missing }));
  vi.mocked(prepareVideo).mockRejectedValue(missing);
  await expect(prepare(film(), options())).rejects.toBe(missing);
});
