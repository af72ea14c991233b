/** How fast a large video goes up in parts, and what the server's memory does meanwhile. */
import { usageOfTree } from "../lib/processes.ts";
import type { Plan } from "./plan.ts";
import type { Site } from "./site.ts";
import type { Uploader } from "./uploader.ts";
import { makeVideo } from "./video.ts";

export interface PartsRate {
  bytes: number;
  /** Seconds until all parts were there, and from then until the video was ready. */
  sending: number;
  processing: number;
  /** Resident memory of all of the server's processes just before, and the most that it was. */
  memoryBefore: number;
  memoryPeak: number;
}

/** Milliseconds between looks at the memory. */
const sampleEvery = 50;

export async function measureParts(plan: Plan, site: Site, uploader: Uploader, mebibytes: number): Promise<PartsRate> {
  const file = { name: "walk.mp4", type: "video/mp4", bytes: await makeVideo(mebibytes * 2 ** 20) };
  const memory = () => usageOfTree(site.pid).memory;
  const memoryBefore = memory();
  let memoryPeak = memoryBefore;
  const sampling = setInterval(() => (memoryPeak = Math.max(memoryPeak, memory())), sampleEvery);
  try {
    const { sentAfter, readyAfter } = await uploader.upload(file, plan.partsInFlight);
    return {
      bytes: file.bytes.length,
      sending: sentAfter / 1000,
      processing: (readyAfter - sentAfter) / 1000,
      memoryBefore,
      memoryPeak,
    };
  } finally {
    clearInterval(sampling);
  }
}
