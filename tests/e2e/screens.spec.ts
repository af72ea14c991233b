/** Every screen, in both themes: it shows, keeps to the content security policy, and axe finds nothing. */
import { expect, test } from "@playwright/test";
import { expectAccessible, expectReadable } from "./lib/accessibility.ts";
import { newPerson, signUp, writePost } from "./lib/people.ts";
import { makeChannel } from "./lib/rooms.ts";

const forVisitors = [
  "/",
  "/latest",
  "/signin",
  "/signup",
  "/forgot",
  "/reset",
  "/verify",
  "/setup",
  "/invites/none",
  "/nowhere",
];
const forMembers = [
  "/",
  "/latest",
  "/write",
  "/bookmarks",
  "/messages",
  "/messages?box=requests",
  "/messages?box=archived",
  "/channels",
  "/invites/none",
  "/requests",
  "/suggestions",
  "/tags/screens",
  "/settings",
  "/settings/account",
  "/settings/privacy",
  "/settings/sessions",
  "/settings/appearance",
  "/settings/language",
  "/settings/delete",
  "/nowhere",
];

test("every screen is accessible, in light and in dark", async ({ browser, contextOptions, viewport }) => {
  test.setTimeout(600_000);
  // What fades from one colour to another would be looked at halfway.
  const options = { ...contextOptions, viewport, colorScheme: "light", reducedMotion: "reduce" };
  const person = await newPerson(browser, "Ada Screens", options);
  const { page } = person;
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Hydration|unique "key"/.test(message.text()))
      errors.push(message.text());
  });
  // Each screen comes in the theme in which the last one was left, so that every other one begins in dark.
  let other: "light" | "dark" = "dark";
  const visit = async (path: string) => {
    await page.goto(path);
    await expectAccessible(page, path);
    await expectReadable(page, other, path);
    other = other === "dark" ? "light" : "dark";
  };
  for (const path of forVisitors) await visit(path);
  await signUp(person);
  await writePost(page, "All of it at once: **bold**, `code`, a list\n\n- one\n- two\n\n#screens https://example.org/");
  await expect(page.getByRole("article", { name: "Post by Ada Screens" }).first()).toBeVisible();
  const room = await makeChannel(page, "Screens");
  for (const path of [
    ...forMembers,
    room,
    `${room}/details`,
    `/people/${person.username}`,
    `/people/${person.username}/followers`,
    `/people/${person.username}/following`,
  ])
    await visit(path);
  expect(errors).toEqual([]);
  await person.context.close();
});

test("long lines of code and wide tables scroll by themselves, in lists and alone", async ({
  browser,
  contextOptions,
  viewport,
}) => {
  const person = await newPerson(browser, "Ada Wide", { ...contextOptions, viewport });
  const { page } = person;
  await signUp(person);
  const cells = Array.from({ length: 12 }, () => "a cell of words").join(" | ");
  await writePost(
    page,
    `Wide.\n\n\`\`\`\n${"argument, ".repeat(40)}\n\`\`\`\n\n${cells}\n${"---|".repeat(12)}\n${cells}`,
  );
  const post = page.getByRole("article", { name: "Post by Ada Wide" }).first();
  const expectWithin = async () => {
    for (const wide of [post.locator("pre"), post.locator("table")]) {
      await expect(wide).toBeVisible();
      const overflow = await wide.evaluate(
        (element) => element.getBoundingClientRect().right - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await wide.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
    }
  };
  await expectWithin();
  await post.getByText("Wide.").click();
  await expect(page.getByRole("heading", { name: "Comments" })).toBeVisible();
  await expectWithin();
  await expectAccessible(page, "a post that scrolls within itself");
  await person.context.close();
});

test("a long word that is written widens no page", async ({ browser, contextOptions, viewport }) => {
  const person = await newPerson(browser, "Ada Long", { ...contextOptions, viewport });
  const { page } = person;
  await signUp(person);
  await page.goto("/write");
  await page.getByRole("button", { name: "Write an article" }).click();
  const word = "supercalifragilistic".repeat(8);
  for (const name of ["Title", "Text", "Introduction"]) {
    const field = page.getByRole("textbox", { name });
    await field.fill(word);
    const overflow = await field.evaluate(
      (element) => element.getBoundingClientRect().right - document.documentElement.clientWidth,
    );
    expect(overflow, name).toBeLessThanOrEqual(0);
  }
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
  await person.context.close();
});

test("text of twice the size widens no list, and leaves its buttons in reach", async ({
  browser,
  contextOptions,
  viewport,
}) => {
  const person = await newPerson(browser, "Ada Large", { ...contextOptions, viewport });
  const { page } = person;
  await signUp(person);
  await writePost(page, "Something to read.");
  await page.goto("/write");
  await page.getByRole("button", { name: "Write an article" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Incomprehensibilities of telecommunications");
  await page.getByRole("textbox", { name: "Text" }).fill("Words of an article.");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByRole("article").filter({ hasText: "Incomprehensibilities" }).first()).toBeVisible();
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => document.documentElement.style.setProperty("font-size", "200%"));
  });
  for (const path of ["/", `/people/${person.username}`]) {
    await page.goto(path);
    await expect(page.getByRole("article")).toHaveCount(2);
    for (const share of await page.getByRole("button", { name: "Share" }).all()) {
      await share.scrollIntoViewIfNeeded();
      await expect(share).toBeInViewport({ ratio: 1 });
    }
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      path,
    ).toBeLessThanOrEqual(0);
  }
  await person.context.close();
});
