/** The child process of `spawnHost`: takes the options as its first message, serves, and ends with its parent. */
import { type Host, type HostMessage, type HostOptions, startHost } from "./host.ts";

const tell = (message: HostMessage) => process.send?.(message);

let host: Host | undefined;

async function stop(): Promise<void> {
  await host?.stop();
  process.exit(0);
}

process.once("message", (options: HostOptions) => {
  startHost({ ...options, log: (line) => tell({ kind: "log", line }) }).then(
    (started) => {
      host = started;
      tell({ kind: "ready", origin: started.origin });
    },
    (error: unknown) => tell({ kind: "failed", reason: error instanceof Error ? error.message : String(error) }),
  );
});
process.once("SIGTERM", () => void stop());
process.once("disconnect", () => void stop());
