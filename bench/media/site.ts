/** A fresh site with people who upload. */
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { accessToken, type Crowd, makeCrowd } from "../../scripts/lib/crowd.ts";
import { startFreshSite } from "../../scripts/lib/fresh-site.ts";
import { root } from "../../scripts/lib/project.ts";
import { Uploader } from "./uploader.ts";

export interface Site {
  origin: string;
  /** The leader of the server's processes. */
  pid: number;
  /** People, each with a quota of their own. Tokens are new, and good for 15 minutes. */
  uploaders(count: number): Promise<Uploader[]>;
  stop(): Promise<void>;
}

/** Starts it with `people`; data of an earlier run is thrown away. */
export async function startSite(port: number, people: number): Promise<Site> {
  const folder = resolve(root, "dist/bench");
  rmSync(folder, { recursive: true, force: true });
  const host = await startFreshSite({ port, persistTo: resolve(folder, "media") });
  // Not `localhost`, which is looked up anew for every socket.
  const origin = host.origin.replace("localhost", "127.0.0.1");
  let crowd: Crowd;
  try {
    crowd = await makeCrowd(host.origin, people);
  } catch (error) {
    await host.kill();
    throw error;
  }
  return {
    origin,
    pid: host.pid,
    uploaders: (count) =>
      Promise.all(crowd.members.slice(0, count).map(async (member) => new Uploader(origin, await accessToken(member)))),
    stop: async () => {
      await host.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
