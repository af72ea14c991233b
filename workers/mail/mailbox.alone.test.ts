import { beforeEach, describe, expect, it, vi } from "vitest";
import { defaultSettings } from "../../contract/settings.ts";
import { devMail } from "../../db/schema.ts";
import { api, db, env } from "../../tests/harness/people.ts";
import { buildApp } from "../app.ts";
import { systemScope } from "../effects/consumer.ts";
import type { Scope } from "../scope.ts";
import { compose, type Letter } from "./letter.ts";
import { keptMails, sendMail } from "./mailer.ts";

const letter: Letter = {
  subject: "Hello <b>you</b>",
  greeting: "Hello <script>alert(1)</script>,",
  paragraphs: ["one & two"],
  action: { label: "Go", url: "http://localhost:8787/verify?token=abc&x=1" },
  closing: 'Say "bye".',
};
const asked = (accept: string) => api<string>("/dev/mail", { headers: { Accept: accept } });

let scope: Scope;
beforeEach(async () => {
  await db.delete(devMail);
  scope = await systemScope(env, { waitUntil: () => undefined }, "test");
});

describe("a letter", () => {
  it("is written as text as it is, and as HTML with all that people chose escaped", async () => {
    const mail = await compose("ada@example.org", letter, "Stoa & Co");
    expect(mail).toMatchObject({ to: "ada@example.org", subject: letter.subject });
    expect(mail.text).toContain("Hello <script>alert(1)</script>,");
    expect(mail.text).toContain("Go:\nhttp://localhost:8787/verify?token=abc&x=1\n");
    expect(mail.html).toContain("Hello &lt;script&gt;alert(1)&lt;/script&gt;,");
    expect(mail.html).toContain('href="http://localhost:8787/verify?token=abc&amp;x=1"');
    expect(mail.html).toContain("Stoa &amp; Co");
    expect(mail.html).not.toContain("<script>");
  });
});

describe("the mailbox of development", () => {
  it("lists what the site would have sent as JSON, the newest first", async () => {
    for (const to of ["first@example.org", "second@example.org"])
      await sendMail(scope, await compose(to, letter, "Stoa"));
    const { status, body } = await asked("application/json");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [{ to: "second@example.org", subject: letter.subject }, { to: "first@example.org" }],
    });
    expect((body as unknown as { items: object[] }).items[0]).toMatchObject({
      at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
  });

  it("shows them to browsers, escaped, with links that can be followed", async () => {
    await sendMail(scope, await compose("ada@example.org", letter, "Stoa"));
    const { status, body, headers } = await asked("text/html,application/xhtml+xml,*/*;q=0.8");
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toMatch(/^text\/html/);
    expect(body).toContain("<h2>Hello &lt;b&gt;you&lt;/b&gt;</h2>");
    expect(body).toContain('<a href="http://localhost:8787/verify?token=abc&amp;x=1">');
    expect(body).not.toContain("<script>alert");
    expect(body).toContain('srcdoc="&lt;!doctype html&gt;');
  });

  it("keeps the newest", async () => {
    for (let i = 0; i < keptMails + 3; i++)
      await sendMail(scope, { to: `n${i}@example.org`, subject: "s", text: "t", html: "h" });
    const rows = await db.select().from(devMail).orderBy(devMail.id);
    expect(rows).toHaveLength(keptMails);
    expect(rows[0]?.recipient).toBe("n3@example.org");
  });
});

describe("a deployed site", () => {
  it("sends mail through its binding and keeps none", async () => {
    const send = vi.fn(async (_message: unknown) => ({ messageId: "1" }));
    const deployed: Scope = {
      ...scope,
      config: { ...scope.config, environment: "production", mailFrom: "stoa@example.com" },
      env: { ...env, EMAIL: { send } },
      settings: { ...defaultSettings, branding: { ...defaultSettings.branding, name: "Our Place" } },
    };
    const mail = await compose("ada@example.org", letter, "Our Place");
    await sendMail(deployed, mail);
    expect(send).toHaveBeenCalledExactlyOnceWith({ ...mail, from: { name: "Our Place", email: "stoa@example.com" } });
    expect(await db.select().from(devMail)).toEqual([]);
  });

  it("has no such page", async () => {
    const ctx = {
      waitUntil: () => undefined,
      passThroughOnException: () => undefined,
      props: {},
    } as unknown as ExecutionContext;
    const request = new Request("https://stoa.example.com/dev/mail", { headers: { Accept: "application/json" } });
    const response = await buildApp().fetch(request, { ...env, ENVIRONMENT: "production" }, ctx);
    expect(response.status).toBe(404);
  });
});
