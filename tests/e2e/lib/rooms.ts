/** Rooms, made as anybody would make them. */
import { expect, type Page } from "@playwright/test";

/** Makes a channel and opens it; answers the path of its room. */
export async function makeChannel(page: Page, name: string, topic = ""): Promise<string> {
  await page.goto("/channels");
  await page.getByRole("button", { name: "New channel" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Topic").fill(topic);
  await page.getByRole("button", { name: "Create channel" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname;
}
