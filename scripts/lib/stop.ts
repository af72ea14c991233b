import { once } from "node:events";

/**
 * Resolves at Ctrl-C, at SIGTERM and when the terminal closes. `withParent` adds the end of the parent process: npm, for one,
 * passes signals on to its shell only, which ends and leaves us behind.
 */
export async function untilStopAsked(withParent: boolean): Promise<undefined> {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => once(process, signal));
  await Promise.race(withParent ? [...signals, untilParentEnds()] : signals);
  return undefined;
}

function untilParentEnds(): Promise<void> {
  const parent = process.ppid;
  return new Promise((ended) => {
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      ended();
    }, 250);
    timer.unref();
  });
}
