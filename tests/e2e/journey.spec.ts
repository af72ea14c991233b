/** The first day of two people: what a newcomer does, seen from both sides. */
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./lib/accessibility.ts";
import { mailTo, newPerson, signUp, writePost } from "./lib/people.ts";

test("two people sign up, meet, and everything is still there after a reload", async ({
  browser,
  contextOptions,
  viewport,
}) => {
  const options = { ...contextOptions, viewport };
  const ada = await newPerson(browser, "Ada Byron", options);
  const grace = await newPerson(browser, "Grace Hill", options);

  await test.step("sign up and confirm the address from the mailbox", async () => {
    await signUp(ada);
    await signUp(grace);
    const { link } = await mailTo(ada, /confirm|verify/i);
    await ada.page.goto(link);
    await expect(ada.page.getByRole("heading", { name: /confirmed|verified/i })).toBeVisible();
    await expectAccessible(ada.page, "the confirmation");
  });

  const words = `The first walk of the year, along the river. #walking ${ada.username}`;
  await test.step("write a post", async () => {
    await writePost(ada.page, words);
    const post = ada.page.getByRole("article", { name: "Post by Ada Byron" }).filter({ hasText: "The first walk" });
    await expect(post.first()).toBeVisible();
    await expect(post.first().getByRole("link", { name: "#walking" })).toBeVisible();
  });

  await test.step("follow, and find it in one's own home", async () => {
    await grace.page.goto(`/people/${ada.username}`);
    await expect(grace.page.getByRole("article", { name: "Post by Ada Byron" })).toBeVisible();
    const profile = grace.page.getByRole("main");
    await profile.getByRole("button", { name: "Follow Ada Byron" }).first().click();
    await expect(profile.getByRole("button", { name: /Following\s*Ada Byron/ }).first()).toBeVisible();
    await expectAccessible(grace.page, "a profile");
    await expect(async () => {
      await grace.page.goto("/");
      await expect(grace.page.getByRole("article", { name: "Post by Ada Byron" })).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 120_000 });
    await expectAccessible(grace.page, "home");
  });

  await test.step("like and comment", async () => {
    const card = grace.page.getByRole("article", { name: "Post by Ada Byron" });
    await card.getByRole("button", { name: /^Like/ }).click();
    await expect(card.getByRole("button", { name: /^Like/ })).toHaveAttribute("aria-pressed", "true");
    await card.getByRole("link", { name: /^Reply/ }).click();
    await expect(grace.page).toHaveURL(/\/posts\//);
    await grace.page.getByRole("textbox", { name: "Your comment" }).fill(`I saw the herons there, @${ada.username}!`);
    await grace.page.getByRole("button", { name: "Comment", exact: true }).click();
    const comment = grace.page.getByRole("article", { name: "Comment by Grace Hill" });
    await expect(comment).toBeVisible();
    await expect(comment.getByRole("link", { name: `@${ada.username}` })).toBeVisible();
    await expect(comment).not.toHaveAttribute("aria-busy", "true");
    await expectAccessible(grace.page, "a post with its comments");
  });

  await test.step("reload: still there, on both sides", async () => {
    await grace.page.reload();
    await expect(grace.page.getByRole("article", { name: "Comment by Grace Hill" })).toBeVisible();
    await expect(grace.page.getByRole("button", { name: /^Like/ }).first()).toHaveAttribute("aria-pressed", "true");
    await ada.page.goto(new URL(grace.page.url()).pathname);
    await expect(ada.page.getByRole("article", { name: "Comment by Grace Hill" })).toBeVisible();
    await expect(ada.page.getByRole("button", { name: /^Like\s*1/ }).first()).toBeVisible();
  });

  await Promise.all([ada.context.close(), grace.context.close()]);
});

test("what a cut connection keeps away is said, and comes with the connection: the page stays", async ({
  page,
  context,
}) => {
  const link = (name: string) => page.getByRole("link", { name }).filter({ visible: true }).first();
  await page.goto("/latest");
  await expect(page.getByRole("heading", { name: "Latest" })).toBeVisible();
  // Gone with the first reload.
  await page.evaluate(() => document.documentElement.setAttribute("data-first", ""));
  await context.setOffline(true);
  await link("Home").click();
  await expect(page.getByRole("heading", { name: "You seem to be offline" })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "A place to meet" })).toBeVisible();
  await context.setOffline(true);
  await link("Create account").click();
  await expect(page.getByText("You are offline")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "Create your account" })).toBeVisible();
  expect(await page.locator("html").getAttribute("data-first")).toBe("");
});
