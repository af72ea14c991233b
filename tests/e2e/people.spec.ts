/** Locked accounts and blocks, seen from both sides. */
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./lib/accessibility.ts";
import { newPerson, signUp, writePost } from "./lib/people.ts";

test("a locked account decides who follows it", async ({ browser, contextOptions, viewport }) => {
  const options = { ...contextOptions, viewport };
  const [ada, grace] = [
    await newPerson(browser, "Ada Locked", options),
    await newPerson(browser, "Grace Asks", options),
  ];
  await signUp(ada);
  await signUp(grace);
  await ada.page.goto("/settings/privacy");
  await ada.page.getByRole("switch").first().click();
  await expect(ada.page.getByRole("switch").first()).toBeChecked();

  await grace.page.goto(`/people/${ada.username}`);
  const profile = grace.page.getByRole("main");
  await profile.getByRole("button", { name: "Follow Ada Locked" }).first().click();
  await expect(profile.getByRole("button", { name: /Requested/ }).first()).toBeVisible();

  await ada.page.goto("/requests");
  await expect(ada.page.getByText("Grace Asks").first()).toBeVisible();
  await expectAccessible(ada.page, "follow requests");
  await ada.page.getByRole("button", { name: /accept/i }).click();
  await expect(async () => {
    await grace.page.reload();
    await expect(profile.getByRole("button", { name: /Following/ }).first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 120_000 });
  await Promise.all([ada.context.close(), grace.context.close()]);
});

test("a post with an error is not lost", async ({ browser, contextOptions, viewport }) => {
  const ada = await newPerson(browser, "Ada Offline", { ...contextOptions, viewport });
  await signUp(ada);
  await ada.page.route("**/v1/posts", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await writePost(ada.page, "Words that must not be lost");
  await ada.page.goto("/write");
  await expect(ada.page.getByRole("textbox", { name: "Your post" })).toHaveValue("Words that must not be lost");
  await ada.page.unroute("**/v1/posts");
  await ada.page.getByRole("button", { name: "Post", exact: true }).click();
  await ada.page.goto("/");
  await expect(ada.page.getByRole("article", { name: "Post by Ada Offline" }).first()).toBeVisible();
  await ada.context.close();
});
