/** People in browsers: signing up as anybody would, and reading their mail. */
import { type APIRequestContext, type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

export interface Person {
  page: Page;
  context: BrowserContext;
  username: string;
  displayName: string;
  email: string;
  password: string;
}

/** How others find and see somebody. */
export type Named = Pick<Person, "username" | "displayName">;

let made = 0;

/** Somebody new, in a browser of their own, as `use` of the project has it. */
export async function newPerson(browser: Browser, displayName: string, options: object = {}): Promise<Person> {
  const context = await browser.newContext(options);
  return { page: await context.newPage(), context, ...named(displayName) };
}

/** Names and a password for somebody new. */
export function named(displayName: string) {
  made += 1;
  const letters = displayName.toLowerCase().replaceAll(/[^a-z]/g, "");
  const username = `${letters}_${Date.now().toString(36)}${process.pid.toString(36)}${made}`.slice(0, 30);
  return { username, displayName, email: `${username}@example.org`, password: "seven quiet columns" };
}

/** Somebody who has an account and stays away: made over HTTP, for others to find. */
export async function makeAbsent(request: APIRequestContext, displayName: string): Promise<Named> {
  const { username, email, password } = named(displayName);
  const answer = await request.post("/v1/auth/register", {
    data: { username, displayName, email, password, client: "native" },
  });
  expect(answer.status()).toBe(201);
  return { username, displayName };
}

/** Signs up and comes out signed in, on the home page. */
export async function signUp(person: Person): Promise<void> {
  await person.page.goto("/signup");
  await sendSignUp(person);
  await expect(person.page).toHaveURL("/");
}

/** Fills in the sign-up form that is on the page, and sends it. */
export async function sendSignUp({ page, username, displayName, email, password }: Person): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(displayName);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
}

/** Follows somebody from their profile. */
export async function follow({ page }: Person, other: Person): Promise<void> {
  await page.goto(`/people/${other.username}`);
  const profile = page.getByRole("region", { name: "Profile" });
  await profile.getByRole("button", { name: /^Follow / }).click();
  await expect(profile.getByRole("button", { name: /^Following/ })).toBeVisible();
}

/** The newest mail to somebody with this subject; waits for it, since mail may be late. */
export async function mailTo(person: Person, subject: RegExp): Promise<{ text: string; link: string }> {
  let found: { to: string; subject: string; text: string } | undefined;
  await expect
    .poll(
      async () => {
        const answer = await person.page.request.get("/dev/mail", { headers: { Accept: "application/json" } });
        const { items } = (await answer.json()) as { items: { to: string; subject: string; text: string }[] };
        found = items.find((mail) => mail.to === person.email && subject.test(mail.subject));
        return found !== undefined;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  const text = found?.text ?? "";
  return { text, link: /https?:\/\/\S+/.exec(text)?.[0] ?? "" };
}

/** Writes a post where the size of the window has the place for it. */
export async function writePost(page: Page, words: string): Promise<void> {
  await page.goto("/write");
  await page.getByRole("textbox", { name: "Your post" }).fill(words);
  await page.getByRole("button", { name: "Post", exact: true }).click();
}

/** Signs out through the account menu. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
}
