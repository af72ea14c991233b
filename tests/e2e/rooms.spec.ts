/** Rooms that people make, find, manage and leave, and what changes under their eyes while others do something. */
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./lib/accessibility.ts";
import { follow, makeAbsent, type Named, newPerson, type Person, sendSignUp, signUp, writePost } from "./lib/people.ts";
import { makeChannel } from "./lib/rooms.ts";

/** Chooses somebody in an open picker. */
async function choose(page: Page, person: Named): Promise<void> {
  await page.getByRole("combobox").fill(person.username);
  await page.getByRole("option", { name: `@${person.username}` }).click();
}

const detailsOf = (page: Page) => `${new URL(page.url()).pathname.replace(/\/details$/, "")}/details`;
const member = (page: Page, person: Named) =>
  page
    .getByRole("list", { name: "Members" })
    .getByRole("listitem")
    .filter({ hasText: `@${person.username}` });

/** Does something with a member through their menu. */
async function manage(page: Page, person: Named, action: string): Promise<void> {
  await member(page, person)
    .getByRole("button", { name: `Manage ${person.displayName}` })
    .click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("a group is made, joined by a link, managed and left", async ({ browser, contextOptions, viewport, request }) => {
  test.setTimeout(180_000);
  const options = { ...contextOptions, viewport };
  const ada = await newPerson(browser, "Ada Owner", options);
  const grace = await newPerson(browser, "Grace Guest", options);
  const alan = await makeAbsent(request, "Alan Added");
  const chloe = await makeAbsent(request, "Chloe Third");
  const { page } = ada;
  let link = "";
  let details = "";

  await test.step("make a group of three", async () => {
    await signUp(ada);
    await page.goto("/messages");
    await page.getByRole("button", { name: "New message" }).click();
    await choose(page, alan);
    const brief = page.getByRole("dialog", { name: "New message" });
    await expect(brief.getByRole("button", { name: "Write a message" })).toBeEnabled();
    await expectAccessible(page, "a new message");
    await choose(page, chloe);
    await page.getByLabel("Name of the group").fill("Tea room");
    await page.getByRole("button", { name: "Start a group of 3" }).click();
    await expect(page).toHaveURL(/\/messages\/\w+$/);
    await expect(page.getByRole("heading", { name: "Tea room", level: 1 })).toBeVisible();
  });

  await test.step("invite by a link", async () => {
    details = detailsOf(page);
    await page.goto(details);
    await expect(member(page, ada)).toContainText("Owner");
    await page.getByRole("button", { name: "New invite link" }).click();
    await page.getByLabel("Lets in").selectOption("5 people");
    await page.getByRole("button", { name: "Make link" }).click();
    link = await page.getByRole("textbox", { name: "Link" }).inputValue();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("list", { name: "Invite links" }).getByRole("listitem")).toHaveCount(1);
    await expectAccessible(page, "details of a group");
  });

  await test.step("a visitor follows it, signs up, and comes in", async () => {
    await grace.page.goto(new URL(link).pathname);
    await expect(grace.page.getByRole("heading", { name: "You are invited" })).toBeVisible();
    await expectAccessible(grace.page, "an invitation, for visitors");
    await grace.page.getByRole("main").getByRole("link", { name: "Create account" }).click();
    await sendSignUp(grace);
    await expect(grace.page.getByRole("heading", { name: "Tea room" })).toBeVisible();
    await expectAccessible(grace.page, "an invitation");
    await grace.page.getByRole("button", { name: "Come in" }).click();
    await expect(grace.page.getByRole("heading", { name: "Tea room", level: 1 })).toBeVisible();
    await page.goto(new URL(link).pathname);
    await expect(page.getByRole("link", { name: "You are in: open it" })).toBeVisible();
  });

  await test.step("roles decide what is offered", async () => {
    await grace.page.goto(detailsOf(grace.page));
    await expect(member(grace.page, grace)).toBeVisible();
    await expect(grace.page.getByRole("button", { name: /^Manage/ })).toHaveCount(0);
    await expect(grace.page.getByRole("button", { name: "New invite link" })).toHaveCount(0);

    await page.goto(details);
    await manage(page, grace, "Change role");
    await page.getByRole("radio", { name: /^Moderator/ }).check();
    await page.getByRole("button", { name: "Change role" }).click();
    await expect(member(page, grace)).toContainText("Moderator");

    await grace.page.reload();
    await expect(member(grace.page, grace)).toContainText("Moderator");
    await manage(grace.page, alan, "Mute for a time");
    await grace.page.getByRole("button", { name: "Mute", exact: true }).click();
    await expect(member(grace.page, alan)).toContainText("Muted");
    await manage(grace.page, alan, "Ban");
    await grace.page.getByRole("button", { name: "Ban", exact: true }).click();
    await expect(member(grace.page, alan)).toHaveCount(0);
    await expect(grace.page.getByRole("button", { name: "Lift the ban of Alan Added" })).toBeVisible();
  });

  await test.step("leave", async () => {
    await grace.page.getByRole("button", { name: "Leave group" }).click();
    await grace.page.getByRole("button", { name: "Leave", exact: true }).click();
    await expect(grace.page).toHaveURL(/\/messages\/?$/);
    await expect(grace.page.getByRole("link", { name: /Tea room/ })).toHaveCount(0);
    await page.reload();
    await expect(member(page, ada)).toBeVisible();
    await expect(member(page, grace)).toHaveCount(0);
  });
  await Promise.all([ada, grace].map(({ context }) => context.close()));
});

test("a channel is made, found, read from outside, and joined", async ({ browser, contextOptions, viewport }) => {
  const options = { ...contextOptions, viewport };
  const [ada, grace] = [
    await newPerson(browser, "Ada Maker", options),
    await newPerson(browser, "Grace Finder", options),
  ];
  const name = `${ada.username} herons`;
  await Promise.all([signUp(ada), signUp(grace)]);
  await makeChannel(ada.page, name, "Who saw one, and where.");
  const write = async ({ page }: Person, words: string) => {
    await page.getByRole("textbox", { name: "Your message" }).fill(words);
    await page.getByRole("button", { name: "Send" }).click();
  };
  const said = ({ page }: Person, words: string) => page.getByRole("log").getByText(words);
  await write(ada, "One at the old bridge");
  await expect(said(ada, "One at the old bridge")).toBeVisible();

  await grace.page.goto("/channels");
  await grace.page.getByRole("searchbox", { name: "Search channels" }).fill("no such channel");
  await expect(grace.page.getByRole("heading", { name: "No channel by that name" })).toBeVisible();
  await grace.page.getByRole("searchbox", { name: "Search channels" }).fill(ada.username);
  await grace.page.getByRole("link", { name }).click();
  await expect(said(grace, "One at the old bridge")).toBeVisible();
  await expectAccessible(grace.page, "a channel from outside");
  await grace.page.getByRole("button", { name: /^Join/ }).click();
  await write(grace, "And one in the reeds");
  await expect(said(ada, "And one in the reeds")).toBeVisible();
  await Promise.all([ada.context.close(), grace.context.close()]);
});

test("who is there shows, and numbers of a post change under one's eyes", async ({
  browser,
  contextOptions,
  viewport,
}) => {
  const options = { ...contextOptions, viewport };
  const [ada, grace] = [await newPerson(browser, "Ada Here", options), await newPerson(browser, "Grace Too", options)];
  await Promise.all([signUp(ada), signUp(grace)]);
  await follow(ada, grace);
  await follow(grace, ada);

  await test.step("the dot of somebody who is here, and when they were last", async () => {
    await ada.page.goto(`/people/${grace.username}`);
    const profile = ada.page.getByRole("region", { name: "Profile" });
    await expect(profile.getByTitle("Active now")).toBeVisible();
    await grace.page.goto("about:blank");
    await expect(profile.getByText(/Active just now/)).toBeVisible({ timeout: 120_000 });
    await expect(profile.getByTitle("Active now")).toHaveCount(0);
  });

  await test.step("a like in one window counts in the other", async () => {
    await writePost(ada.page, "Watch this number");
    await expect(ada.page.getByRole("article", { name: "Post by Ada Here" }).first()).toBeVisible();
    await ada.page.goto(`/people/${ada.username}`);
    const seen = ada.page.getByRole("article", { name: "Post by Ada Here" });
    await expect(seen.getByRole("button", { name: "Like" })).toBeVisible();
    await grace.page.goto(`/people/${ada.username}`);
    await grace.page.getByRole("article", { name: "Post by Ada Here" }).getByRole("button", { name: /^Like/ }).click();
    await expect(seen.getByRole("button", { name: /^Like\s*1/ })).toBeVisible();
  });

  await test.step("both have it open, and talk beside it", async () => {
    await ada.page.getByRole("article", { name: "Post by Ada Here" }).getByText("Watch this number").click();
    await expect(ada.page).toHaveURL(/\/posts\//);
    await grace.page.goto(new URL(ada.page.url()).pathname);
    await expect(ada.page.getByText(/2\s*people here now/)).toBeVisible();
    for (const { page } of [ada, grace]) {
      await page.getByRole("button", { name: /^Live room/ }).click();
    }
    const room = grace.page.getByRole("region", { name: "Live room" });
    await room.getByRole("textbox").fill("I have pressed it");
    await room.getByRole("button", { name: "Send" }).click();
    await expect(
      ada.page.getByRole("region", { name: "Live room" }).getByText("I have pressed it").first(),
    ).toBeVisible();
    await expectAccessible(ada.page, "a post with its live room");
  });
  await Promise.all([ada.context.close(), grace.context.close()]);
});
