/** Views that were acknowledged survive the death of the process, are counted once, and reach the post. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type SpawnedHost, spawnHost } from "../../scripts/lib/host.ts";
import { migrateLocally } from "../../scripts/lib/migrate.ts";
import { findFreePort } from "../../scripts/lib/port.ts";

test.describe.configure({ timeout: 120_000 });

const persistTo = mkdtempSync(join(tmpdir(), "stoa-views-"));
let site: SpawnedHost;

test.beforeAll(async () => {
  await migrateLocally(persistTo);
  site = await spawnHost({ port: await findFreePort(), persistTo });
});
test.afterAll(async () => {
  await site.kill();
  rmSync(persistTo, { recursive: true, force: true });
});

async function call(path: string, body: object | null, token?: string): Promise<Response> {
  return fetch(site.origin + path, {
    method: body ? "POST" : "GET",
    headers: {
      ...(body && { "Content-Type": "application/json" }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function register(name: string): Promise<string> {
  const answer = await call("/v1/auth/register", {
    email: `${name}@example.org`,
    password: "a long enough one",
    username: name,
    displayName: name,
    client: "native",
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

test("views are neither lost nor doubled when the process is killed again and again", async () => {
  const people = [await register("viewer_one"), await register("viewer_two"), await register("viewer_three")];
  const [author] = people;
  const post = await call("/v1/posts", { type: "text", content: "Look" }, author);
  const { id } = (await post.json()) as { id: string };
  for (const viewer of people) {
    expect((await call("/v1/posts/views", { ids: [id] }, viewer)).status).toBe(204);
    const { origin } = site;
    await site.kill();
    await site.ended;
    site = await spawnHost({ port: Number(new URL(origin).port), persistTo });
    // A client that did not see the answer asks again.
    expect((await call("/v1/posts/views", { ids: [id] }, viewer)).status).toBe(204);
  }
  const stored = async () => {
    const answer = await call(`/v1/posts/${id}`, null, author);
    return ((await answer.json()) as { counts: { views: number } }).counts.views;
  };
  await expect.poll(stored, { timeout: 60_000, intervals: [1_000] }).toBe(people.length);
});
