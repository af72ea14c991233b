/** How many pictures per minute go all the way: declared, sent, looked at, ready. */
import { setTimeout as wait } from "node:timers/promises";
import { usageOfTree } from "../lib/processes.ts";
import type { Plan } from "./plan.ts";
import type { Site } from "./site.ts";
import type { File } from "./uploader.ts";

export interface UploadRate {
  clients: number;
  seconds: number;
  uploads: number;
  /** Milliseconds from the declaration until ready, of uploads that ended in the window. */
  latencies: number[];
  /** Microseconds of processor time of the server. */
  serverCpu: number;
}

/** Each client uploads the file, again and again. */
export async function measureUploads(plan: Plan, site: Site, clients: number, file: File): Promise<UploadRate> {
  const uploaders = await site.uploaders(clients);
  const from = performance.now() + plan.warmUp;
  const to = from + plan.length;
  const latencies: number[] = [];
  const running = uploaders.map(async (uploader) => {
    while (performance.now() < to) {
      const { readyAfter } = await uploader.upload(file);
      const now = performance.now();
      if (now >= from && now < to) latencies.push(readyAfter);
    }
  });
  const observe = async () => {
    await wait(plan.warmUp);
    const before = usageOfTree(site.pid).cpu;
    await wait(plan.length);
    return usageOfTree(site.pid).cpu - before;
  };
  const [serverCpu] = await Promise.all([observe(), ...running]);
  return { clients, seconds: plan.length / 1000, uploads: latencies.length, latencies, serverCpu };
}
