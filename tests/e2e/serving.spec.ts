import { expect, test } from "@playwright/test";

test("every address of the web app shows its page", async ({ page }) => {
  for (const path of ["/", "/settings", "/tags/khmer"]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toBeVisible();
  }
});

test("what is neither page nor file nor route is not found", async ({ request }) => {
  for (const path of ["/assets/none.js", "/v1/none", "/none.txt"]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
  }
});

test("a page loads without errors, and keeps to its content security policy", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && message.text().includes("Content Security Policy")) errors.push(message.text());
  });
  await page.goto("/");
  await expect(page.getByRole("main")).toBeVisible();
  expect(errors).toEqual([]);
});

test("a page says that it is coming while its scripts are on their way", async ({ page }) => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  await page.route("**/assets/*.js", async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.getByRole("status")).toHaveText("Loading");
  open();
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.locator(".booting")).toHaveCount(0);
});
