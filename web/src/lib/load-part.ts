/** Parts of the app that come when they are first wanted. */
import { lazy } from "react";
import { ApiError } from "../api/error.ts";
import { isMissingChunk } from "./missing-chunk.ts";
import { retrying } from "./retry.ts";

/** Loads a part at once or not at all: what is missing is told like any call without an answer. Errors: `ApiError`, those of `load`. */
export async function loadNow<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    if (!isMissingChunk(cause)) throw cause;
    throw new ApiError({ status: 0, code: "network", detail: "A part of the page could not be loaded." }, { cause });
  }
}

/** Loads a part over cuts of the network: whoever waits gets it once it can be had. Errors: as of `loadNow`. */
export function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  return retrying(() => loadNow(load));
}

/** `lazy` of React for parts that a cut of the network delays and does not break: React itself never tries again. */
export const lazyPart: typeof lazy = (load) => lazy(() => loadPart(load));
