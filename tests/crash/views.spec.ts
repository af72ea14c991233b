/** Views that were acknowledged survive the death of the process, are counted once, and reach the post. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Site } from "./lib/site.ts";

test.describe.configure({ timeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "stoa-views-"));
let site: Site | undefined;
test.afterAll(async () => {
  await site?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test("views are neither lost nor doubled when the process is killed again and again", async () => {
  const at = await Site.start(folder);
  site = at;
  const people = [await at.signUp("viewer_one"), await at.signUp("viewer_two"), await at.signUp("viewer_three")];
  const post = await at.call("POST", "/v1/posts", { type: "text", content: "Look" });
  const { id } = (await post.json()) as { id: string };
  for (const viewer of people) {
    const look = () => at.call("POST", "/v1/posts/views", { ids: [id] }, viewer);
    expect((await look()).status).toBe(204);
    await at.kill();
    await at.restart();
    // A client that did not see the answer asks again.
    expect((await look()).status).toBe(204);
  }
  const stored = async () => {
    const answer = await at.call("GET", `/v1/posts/${id}`);
    return ((await answer.json()) as { counts: { views: number } }).counts.views;
  };
  await expect.poll(stored, { timeout: 200_000, intervals: [1_000] }).toBe(people.length);
});
