import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { newId, timePart } from "../../contract/ids.ts";
import { newMeter, openDatabase, type Executed } from "../../db/client.ts";
import type { EffectsMessage, TaskContext } from "./task.ts";
import { taskNames, tasks } from "./tasks.ts";

const now = Date.now();
const day = 86_400_000;

/** A queue that keeps what it is sent. */
function recordingQueue() {
  const messages: string[][] = [];
  const queue: Pick<Queue<EffectsMessage>, "sendBatch"> = {
    sendBatch: async (batch) => {
      messages.push(...[...batch].map(({ body }) => body.ids));
      return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0, oldestMessageTimestamp: new Date(0) } } };
    },
  };
  return { messages, effects: queue as Queue<EffectsMessage> };
}

function context(overrides: Partial<TaskContext> = {}): TaskContext {
  return { db: openDatabase(env.DB), effects: recordingQueue().effects, now, ...overrides };
}

async function insert(table: string, rows: Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  await env.DB.prepare(
    `INSERT INTO ${table} (${columns.join(", ")})
     SELECT ${columns.map((_, i) => `value ->> ${i}`).join(", ")} FROM json_each(?)`,
  )
    .bind(JSON.stringify(rows.map((row) => Object.values(row))))
    .run();
}

async function values(table: string, column: string): Promise<unknown[]> {
  const { results } = await env.DB.prepare(`SELECT ${column} AS value FROM ${table} ORDER BY 1`).all<{
    value: unknown;
  }>();
  return results.map(({ value }) => value);
}

function effect(id: string, overrides: Record<string, number | null> = {}) {
  const row = { id, kind: "posts.withdraw", payload: "{}", created_at: now, due_at: now - 1 };
  return { ...row, lease_until: null, parked_at: null, ...overrides };
}

function person(username: string, overrides: Record<string, unknown> = {}) {
  const row = { id: newId(), username, username_key: username, display_name: username, display_name_key: username };
  return { ...row, created_at: now, updated_at: now, ...overrides };
}

beforeEach(async () => {
  const tables = ["outbox", "sessions", "revocations", "mail_tokens", "idempotency_keys", "dev_mail", "users"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});

describe("outbox", () => {
  it("sends what is overdue, and nothing that is held, parked or not yet due", async () => {
    await insert("outbox", [
      effect("due"),
      effect("lease over", { lease_until: now - 1 }),
      effect("held", { lease_until: now + 1_000 }),
      effect("parked", { parked_at: now - 5 }),
      effect("later", { due_at: now + 1 }),
    ]);
    const { messages, effects } = recordingQueue();
    expect(await tasks.outbox.run(context({ effects }))).toEqual({ handled: 2, isFull: false });
    expect(messages).toEqual([["due", "lease over"]]);
  });

  it("leaves what it sent alone for a while, then sends it again", async () => {
    await insert("outbox", [effect("slow")]);
    const { messages, effects } = recordingQueue();
    for (const later of [0, 10_000, 30_000]) await tasks.outbox.run(context({ effects, now: now + later }));
    expect(messages).toEqual([["slow"], ["slow"]]);
  });

  it("leaves the rows as they are when the queue refuses", async () => {
    await insert("outbox", [effect("waiting")]);
    const effects = { sendBatch: () => Promise.reject(new Error("queue down")) } as unknown as Queue<EffectsMessage>;
    await expect(tasks.outbox.run(context({ effects }))).rejects.toThrow("queue down");
    expect(await values("outbox", "due_at")).toEqual([now - 1]);
  });

  it("packs a hundred ids into a message, and says when there is more than one batch", async () => {
    await insert(
      "outbox",
      Array.from({ length: 1_050 }, () => effect(newId())),
    );
    const { messages, effects } = recordingQueue();
    expect(await tasks.outbox.run(context({ effects }))).toEqual({ handled: 1_000, isFull: true });
    expect(await tasks.outbox.run(context({ effects }))).toEqual({ handled: 50, isFull: false });
    expect(messages.map(({ length }) => length)).toEqual([...Array.from({ length: 10 }, () => 100), 50]);
    expect(new Set(messages.flat()).size).toBe(1_050);
  });
});

describe("erasures", () => {
  it("put one effect per account that is due into the outbox, however often they run", async () => {
    const due = person("due", { erase_after: now });
    await insert("users", [due]);
    await insert("users", [person("later", { erase_after: now + 1 })]);
    await insert("users", [person("staying")]);
    expect(await tasks.erasures.run(context())).toEqual({ handled: 1, isFull: false });
    expect(await tasks.erasures.run(context())).toEqual({ handled: 0, isFull: false });
    expect(await values("outbox", "id || ' ' || kind || ' ' || payload || ' ' || due_at")).toEqual([
      `${due.id} account.erase {"userId":"${due.id}"} ${now}`,
    ]);
  });
});

describe("expiry", () => {
  const owner = person("owner");
  const session = (id: string, expiresAt: number) => ({
    id,
    user_id: owner.id,
    seed: "s",
    rotated_at: now,
    client: "web",
    device: "d",
    created_at: now,
    last_seen_at: now,
    expires_at: expiresAt,
  });
  const token = (hash: string, expiresAt: number) => ({
    token_hash: hash,
    purpose: "verify",
    user_id: owner.id,
    email: "a@example.org",
    created_at: now,
    expires_at: expiresAt,
  });
  const idempotency = (key: string, createdAt: number) => ({
    user_id: owner.id,
    key,
    operation: "o",
    body_hash: "h",
    resource_id: "r",
    created_at: createdAt,
  });
  const mail = (at: number) => ({
    id: timePart(at).padEnd(26, "0"),
    recipient: "a@example.org",
    subject: "s",
    text: "t",
    html: "h",
    created_at: at,
  });

  beforeEach(() => insert("users", [owner]));

  it("deletes sessions, revocations and mail tokens past their time", async () => {
    await insert("sessions", [session("over", now - 1), session("open", now + 1)]);
    await insert("revocations", [
      { subject: "over", not_before: 0, expires_at: now - 1 },
      { subject: "open", not_before: 0, expires_at: now + 1 },
    ]);
    await insert("mail_tokens", [token("over", now - 1), token("open", now + 1)]);
    for (const name of ["sessions", "revocations", "mailTokens"] as const) {
      expect(await tasks[name].run(context())).toEqual({ handled: 1, isFull: false });
    }
    expect(await values("sessions", "id")).toEqual(["open"]);
    expect(await values("revocations", "subject")).toEqual(["open"]);
    expect(await values("mail_tokens", "token_hash")).toEqual(["open"]);
  });

  it("keeps idempotency keys a day and development mail a week", async () => {
    await insert("idempotency_keys", [idempotency("old", now - day - 1), idempotency("new", now - day + 1_000)]);
    await insert("dev_mail", [mail(now - 7 * day - 1), mail(now - 7 * day + 1_000)]);
    expect(await tasks.idempotencyKeys.run(context())).toEqual({ handled: 1, isFull: false });
    expect(await tasks.devMail.run(context())).toEqual({ handled: 1, isFull: false });
    expect(await values("idempotency_keys", "key")).toEqual(["new"]);
    expect(await values("dev_mail", "substr(id, 1, 10)")).toEqual([timePart(now - 7 * day + 1_000)]);
  });

  it("deletes a bounded batch and says that it was full", async () => {
    await insert(
      "sessions",
      Array.from({ length: 501 }, (_, i) => session(newId(), now - 1 - i)),
    );
    expect(await tasks.sessions.run(context())).toEqual({ handled: 500, isFull: true });
    expect(await tasks.sessions.run(context())).toEqual({ handled: 1, isFull: false });
  });
});

describe("queries", () => {
  it("find what they handle by index", async () => {
    const executed: Executed[] = [];
    const meter = { ...newMeter(), onStatement: (statement: Executed) => executed.push(statement) };
    await insert("outbox", [effect("due")]);
    for (const name of taskNames) await tasks[name].run(context({ db: openDatabase(env.DB, meter) }));
    expect(executed.length).toBeGreaterThanOrEqual(taskNames.length + 1);
    const plans = await Promise.all(
      executed.map(async ({ sql, params }) => {
        const plan = env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...params);
        return (await plan.all<{ detail: string }>()).results.map(({ detail }) => `${detail} in ${sql}`);
      }),
    );
    const scans = plans.flat().filter((step) => step.startsWith("SCAN") && !step.startsWith("SCAN json_each"));
    expect(scans).toEqual([]);
  });
});
