/** Protections taken out of the Durable Objects under test, to see a suite go red without them. */
import { env } from "cloudflare:workers";
import type { ObjectFault } from "../../durable-objects/kit/faults.ts";

/** Runs `work` with a protection taken out. */
export async function without<Result>(fault: ObjectFault, work: () => Promise<Result>): Promise<Result> {
  const vars = env as { FAULTS?: string };
  vars.FAULTS = fault;
  try {
    return await work();
  } finally {
    delete vars.FAULTS;
  }
}
