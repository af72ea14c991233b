import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { sweeperAddress } from "../addresses.ts";
import { taskNames } from "./tasks.ts";

const sweeper = sweeperAddress(env);

const nextAlarm = () => runInDurableObject(sweeper, (_, { storage }) => storage.getAlarm());

describe("Sweeper", () => {
  it("runs every task once it is ensured, and arms itself again", async () => {
    await sweeper.ensure();
    await expect.poll(async () => (await sweeper.runs()).map(({ task }) => task)).toEqual([...taskNames].sort());
    expect((await sweeper.runs()).every(({ failed }) => failed === 0)).toBe(true);
    await expect.poll(nextAlarm).toBeGreaterThan(Date.now());
    expect(await nextAlarm()).toBeLessThanOrEqual(Date.now() + 10_000);
  });

  it("brings back a lost alarm, and leaves one that stands where it is", async () => {
    const before = await nextAlarm();
    await sweeper.ensure();
    expect(await nextAlarm()).toBe(before);
    await runInDurableObject(sweeper, (_, { storage }) => storage.deleteAlarm());
    await evictDurableObject(sweeper);
    await sweeper.ensure();
    expect(await nextAlarm()).toBe(before);
  });

  it("goes on with the other tasks when one fails, and counts the failure", async () => {
    await env.DB.prepare("ALTER TABLE dev_mail RENAME TO dev_mail_away").run();
    const report = await sweeper.sweepNow();
    await env.DB.prepare("ALTER TABLE dev_mail_away RENAME TO dev_mail").run();
    expect(report.devMail).toEqual({ error: expect.stringContaining("dev_mail") as string });
    expect(report.outbox).toEqual({ handled: 0, isFull: false });
    expect(report.sessions).toEqual({ handled: 0, isFull: false });
    const failed = (await sweeper.runs()).filter((run) => run.failed > 0);
    expect(failed).toEqual([
      expect.objectContaining({ task: "devMail", failed: 1, lastError: expect.stringContaining("dev_mail") as string }),
    ]);
  });

  it("runs only what is due when the alarm goes off", async () => {
    const before = await sweeper.runs();
    expect(await runDurableObjectAlarm(sweeper)).toBe(true);
    expect(await sweeper.runs()).toEqual(before);
    expect(await nextAlarm()).not.toBeNull();
  });
});
