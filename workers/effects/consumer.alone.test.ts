import { createExecutionContext, createMessageBatch, getQueueResult, waitOnExecutionContext } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { outbox } from "../../db/schema.ts";
import { eventually } from "../../tests/harness/eventually.ts";
import { observing } from "../../tests/harness/observed.ts";
import { db } from "../../tests/harness/people.ts";
import { consumeBatch } from "./consumer.ts";
import type { WakeUp } from "./wake.ts";

const queue = "stoa-effects";
/** What D1 lets one invocation ask (https://developers.cloudflare.com/d1/platform/limits/). */
const callsPerInvocation = 1000;

/** Waiting rows that are quickly done: each is about a conversation that is not there. */
async function insertRows(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await db.run(sql`INSERT INTO outbox (id, kind, payload, created_at, due_at)
    SELECT value, 'conversation.open', json_object('conversationIds', json_array(value)), 0, ${Date.now() + 600_000}
    FROM json_each(${JSON.stringify(ids)})`);
  return ids;
}

function batchOf(ids: readonly string[], idsPerMessage: number): MessageBatch<WakeUp> {
  const count = Math.ceil(ids.length / idsPerMessage);
  const messages = Array.from({ length: count }, (_, index) => ({
    id: `message-${index}`,
    timestamp: new Date(),
    attempts: 1,
    body: { ids: ids.slice(index * idsPerMessage, (index + 1) * idsPerMessage) },
  }));
  return createMessageBatch(queue, messages);
}

describe("a batch", () => {
  it("that is more than one invocation may do goes on in others, and no message counts as failed", async () => {
    const ids = await insertRows(500);
    const { meter, observedEnv } = observing();
    const ctx = createExecutionContext();
    const batch = batchOf(ids, 100);
    await consumeBatch(batch, observedEnv, ctx);
    await waitOnExecutionContext(ctx);
    expect(meter.calls).toBeLessThan(callsPerInvocation);
    const { explicitAcks, retryMessages } = await getQueueResult(batch, ctx);
    expect(retryMessages).toEqual([]);
    expect(explicitAcks).toHaveLength(5);
    await eventually(async () => expect(await db.select().from(outbox)).toEqual([]));
  });
});
