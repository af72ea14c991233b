import { setTimeout as sleep } from "node:timers/promises";

/** Resolves when GET /v1/health answers 200; throws after `timeoutMs`, or as soon as `gaveUp` says that nobody will answer. */
export async function waitForHealth(
  origin: string,
  gaveUp: () => boolean = () => false,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = "no answer yet";
  while (Date.now() < deadline) {
    if (gaveUp()) throw new Error(`${origin} went away before it answered`);
    last = await askHealth(origin);
    if (last === "200") return;
    await sleep(100);
  }
  throw new Error(`${origin}/v1/health did not answer 200 within ${timeoutMs / 1000} s; last: ${last}`);
}

async function askHealth(origin: string): Promise<string> {
  try {
    const answer = await fetch(`${origin}/v1/health`, { signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return String(answer.status);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
