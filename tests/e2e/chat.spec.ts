/** Two people talk in two windows: live, offline and back, with what is unread, who is writing, and reactions. */
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./lib/accessibility.ts";
import { newPerson, type Person, signUp } from "./lib/people.ts";

type Options = Parameters<Browser["newContext"]>[0];

/** Two people who have signed up, each in a browser of their own. */
async function twoPeople(browser: Browser, options: Options): Promise<[Person, Person]> {
  const pair = [
    await newPerson(browser, "Ada Talks", options),
    await newPerson(browser, "Grace Talks", options),
  ] as const;
  await Promise.all(pair.map(signUp));
  return [...pair];
}

/** The first opens a conversation with the second from their profile; answers its address. */
async function beginDirect({ page }: Person, other: Person): Promise<string> {
  await page.goto(`/people/${other.username}`);
  await page.getByRole("main").getByRole("button", { name: "Message" }).click();
  await expect(page).toHaveURL(/\/messages\/[0-9A-Z]{26}$/);
  return new URL(page.url()).pathname;
}

const composer = (page: Page) => page.getByRole("textbox", { name: "Your message" });
const lines = (page: Page): Locator => page.getByRole("log").getByRole("article");
const saying = (page: Page, words: string): Locator => lines(page).filter({ hasText: words });

async function say(page: Page, words: string): Promise<void> {
  await composer(page).fill(words);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(composer(page)).toHaveValue("");
}

/** What stands in the room, in order, once nothing waits any more. */
async function sequence(page: Page): Promise<string[]> {
  await expect(page.getByText("Waiting to be sent")).toHaveCount(0);
  const texts = await lines(page).allInnerTexts();
  return texts.map((text) => /line \d+ of \w+/.exec(text)?.[0] ?? "").filter((text) => text !== "");
}

test("two people talk, one loses the network, writes and comes back: both see the same", async ({
  browser,
  contextOptions,
  viewport,
}) => {
  const [ada, grace] = await twoPeople(browser, { ...contextOptions, viewport });
  const room = await beginDirect(ada, grace);
  await say(ada.page, "line 1 of ada");
  await expect(saying(ada.page, "line 1 of ada")).toBeVisible();
  // The room scrolls, the page around it does not.
  expect(await ada.page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);

  // Grace does not know Ada: it waits as a request, and answering accepts it.
  await grace.page.goto("/messages?box=requests");
  await grace.page.getByRole("link", { name: /Ada Talks/ }).click();
  await expect(saying(grace.page, "line 1 of ada")).toBeVisible();
  await expect(grace.page.getByText("would like to write to you")).toBeVisible();
  await expectAccessible(grace.page, "a message request");
  await say(grace.page, "line 2 of grace");
  await expect(saying(ada.page, "line 2 of grace")).toBeVisible();
  await expect(grace.page.getByText("would like to write to you")).toBeHidden();

  // Who is writing.
  await composer(ada.page).pressSequentially("line 3");
  await expect(grace.page.getByText("Ada Talks is writing")).toBeVisible();
  await say(ada.page, "line 3 of ada");
  await expect(grace.page.getByText("Ada Talks is writing")).toBeHidden();
  await expect(ada.page.getByText("Seen", { exact: true })).toBeVisible();

  // Grace loses the network and goes on writing; so does Ada.
  await grace.context.setOffline(true);
  await expect(grace.page.getByText("You are offline.").first()).toBeVisible();
  for (const n of [4, 5, 6]) await say(grace.page, `line ${n} of grace`);
  await expect(grace.page.getByText("Waiting to be sent")).toHaveCount(3);
  for (const n of [7, 8]) await say(ada.page, `line ${n} of ada`);
  await expect(saying(ada.page, "of grace")).toHaveCount(1);

  await grace.context.setOffline(false);
  await expect(saying(ada.page, "line 6 of grace")).toBeVisible();
  await expect(saying(grace.page, "line 8 of ada")).toBeVisible();
  const expected = [1, 2, 3, 7, 8, 4, 5, 6].map((n) => `line ${n} of ${[2, 4, 5, 6].includes(n) ? "grace" : "ada"}`);
  expect(await sequence(ada.page)).toEqual(expected);
  expect(await sequence(grace.page)).toEqual(expected);

  // And the same again after a reload: nothing was sent twice, nothing is kept to be sent.
  await Promise.all([ada.page.reload(), grace.page.reload()]);
  await expect(saying(ada.page, "line 6 of grace")).toBeVisible();
  await expect(saying(grace.page, "line 6 of grace")).toBeVisible();
  expect(await sequence(ada.page)).toEqual(expected);
  expect(await sequence(grace.page)).toEqual(expected);
  await expectAccessible(ada.page, room);
  await Promise.all([ada.context.close(), grace.context.close()]);
});

test("what is written offline outlives the page and is sent from wherever one comes back", async ({
  browser,
  contextOptions,
  viewport,
}) => {
  const [ada, grace] = await twoPeople(browser, { ...contextOptions, viewport });
  const room = await beginDirect(ada, grace);
  await say(ada.page, "line 1 of ada");
  await expect(ada.page.getByText("Waiting to be sent")).toHaveCount(0);
  await ada.context.setOffline(true);
  await say(ada.page, "line 2 of ada");
  await expect(ada.page.getByText("Waiting to be sent")).toHaveCount(1);
  await ada.page.close();
  await ada.context.setOffline(false);

  const page = await ada.context.newPage();
  await page.goto("/latest");
  await grace.page.goto(room);
  await expect(saying(grace.page, "line 2 of ada")).toBeVisible();
  await page.goto(room);
  await expect(saying(page, "line 2 of ada")).toBeVisible();
  expect(await sequence(page)).toEqual(["line 1 of ada", "line 2 of ada"]);
  await Promise.all([ada.context.close(), grace.context.close()]);
});

test("badges say what is unread, in every window of a person", async ({ browser, contextOptions, viewport }) => {
  const [ada, grace] = await twoPeople(browser, { ...contextOptions, viewport });
  const room = await beginDirect(ada, grace);
  await say(ada.page, "line 1 of ada");
  await grace.page.goto(room);
  await expect(saying(grace.page, "line 1 of ada")).toBeVisible();
  await say(grace.page, "line 2 of grace");
  // What has not arrived when one leaves comes later, behind what others say meanwhile.
  await expect(saying(ada.page, "line 2 of grace")).toBeVisible();
  await grace.page.goto("/latest");
  const badge = grace.page.getByRole("link", { name: /Messages/ });
  await expect(badge).toHaveAccessibleName("Messages");

  await say(ada.page, "line 3 of ada");
  await say(ada.page, `line 4 of ada, for @${grace.username}`);
  await expect(badge).toHaveAccessibleName(/1 unread/);
  await expect(grace.page).toHaveTitle(/^\(1\) /);

  const second = await grace.context.newPage();
  await second.goto("/messages");
  const row = second.getByRole("link", { name: /Ada Talks/ });
  await expect(row).toContainText("2 unread");
  await expect(row).toContainText("you are mentioned");
  await expect(row).toContainText("line 4 of ada");

  await row.click();
  await expect(saying(second, "line 4 of ada")).toBeVisible();
  await expect(second.getByText("New messages")).toBeVisible();
  await expect(badge).toHaveAccessibleName("Messages");
  await expect(grace.page).toHaveTitle(/^Latest/);
  await Promise.all([ada.context.close(), grace.context.close()]);
});

test("messages are answered, changed, taken back and reacted to", async ({
  browser,
  contextOptions,
  viewport,
  hasTouch,
}) => {
  const [ada, grace] = await twoPeople(browser, { ...contextOptions, viewport });
  const room = await beginDirect(ada, grace);
  await say(ada.page, "The tower is open");
  await say(ada.page, "At eigth");
  await grace.page.goto(room);
  /** Brings the tools of a message, with the finger or the pointer. */
  const tools = async (page: Page, words: string): Promise<Locator> => {
    const message = saying(page, words).first();
    await (hasTouch ? message.getByText(words).first().tap() : message.hover());
    return message;
  };

  await (await tools(grace.page, "The tower is open")).getByRole("button", { name: "React with 👍" }).click();
  const reaction = saying(ada.page, "The tower is open").getByRole("button", { name: /👍/ });
  await expect(reaction.filter({ hasText: "1" })).toBeVisible();
  await (await tools(grace.page, "The tower is open")).getByRole("button", { name: "Reply" }).click();
  await say(grace.page, "Until when?");
  await expect(saying(ada.page, "Until when?")).toContainText("The tower is open");

  await (await tools(ada.page, "At eigth")).getByRole("button", { name: "More about this message" }).click();
  await ada.page.getByRole("menuitem", { name: "Edit" }).click();
  await ada.page.getByRole("textbox", { name: "Your message, changed" }).fill("At eight");
  await ada.page.getByRole("button", { name: "Save" }).click();
  await expect(saying(grace.page, "At eight")).toContainText("Edited");

  await (await tools(ada.page, "At eight")).getByRole("button", { name: "More about this message" }).click();
  await ada.page.getByRole("menuitem", { name: "Delete" }).click();
  await ada.page.getByRole("button", { name: "Delete message" }).click();
  await expect(saying(grace.page, "Message deleted")).toBeVisible();
  await expect(saying(grace.page, "At eight")).toHaveCount(0);
  await Promise.all([ada.context.close(), grace.context.close()]);
});
