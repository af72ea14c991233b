/** How many trips to storage a call makes one after the other before it answers. Those that run side by side count once. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { metered, newMeter } from "../../db/client.ts";
import type { Env } from "../../workers/env.ts";
import { env, origin, type Person } from "./people.ts";
import { app } from "./routes.ts";

/** Depth of a call: one more than the deepest call that had ended when it began. */
class Depth {
  #ended = 0;
  deepest = 0;

  begin = (): (() => void) => {
    const depth = this.#ended + 1;
    this.deepest = Math.max(this.deepest, depth);
    return () => {
      this.#ended = Math.max(this.#ended, depth);
    };
  };
}

/** Calls that go on beside the answer: one's own home feed hears of a new post ahead of the fan-out, counters of what changed. */
const deferred = new Set<string | symbol>(["fanOut", "refresh"]);

/** A namespace whose objects' calls are counted. */
function counted<Namespace extends DurableObjectNamespace>(namespace: Namespace, depth: Depth): Namespace {
  const get = (id: DurableObjectId) => countedStub(namespace.get(id), depth);
  return new Proxy(namespace, {
    get(target, property) {
      if (property === "get") return get;
      const value = Reflect.get(target, property, target) as unknown;
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

function countedStub(stub: DurableObjectStub, depth: Depth): DurableObjectStub {
  return new Proxy(stub, {
    get(target, property) {
      if (property === "then") return undefined;
      const method = Reflect.get(target, property, target) as (...args: unknown[]) => unknown;
      return async (...args: unknown[]) => {
        const ended = deferred.has(property) ? undefined : depth.begin();
        try {
          return await Reflect.apply(method, target, args);
        } finally {
          ended?.();
        }
      };
    },
  });
}

/** Calls the app and counts. What every isolate keeps for a moment (settings, revocations) should be warm: call something before. */
export async function hopsOf(
  path: string,
  options: { as?: Person | null; method?: string; body?: unknown } = {},
): Promise<{ status: number; hops: number }> {
  const depth = new Depth();
  const countedEnv: Env = {
    ...env,
    DB: metered(env.DB, { ...newMeter(), onCall: depth.begin }),
    TIMELINE: counted(env.TIMELINE, depth),
    RATE_LIMITER: counted(env.RATE_LIMITER, depth),
    CHAT_ROOM: counted(env.CHAT_ROOM, depth),
    USER_HUB: counted(env.USER_HUB, depth),
    LIVE_COUNTER: counted(env.LIVE_COUNTER, depth),
    PASSWORD_HASHER: counted(env.PASSWORD_HASHER, depth),
  };
  const ctx = createExecutionContext();
  const response = await app.fetch(
    new Request(`${origin}${path}`, {
      method: options.method ?? "GET",
      headers: {
        ...(options.as && { Authorization: `Bearer ${options.as.token}` }),
        ...(options.body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    }),
    countedEnv,
    ctx,
  );
  await response.arrayBuffer();
  const { deepest } = depth;
  await waitOnExecutionContext(ctx);
  return { status: response.status, hops: deepest };
}
