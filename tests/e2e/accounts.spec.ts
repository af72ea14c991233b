/** Ways in, out and back. */
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./lib/accessibility.ts";
import { mailTo, newPerson, signOut, signUp } from "./lib/people.ts";

test("a forgotten password is replaced through the mailbox, and the old one no longer works", async ({ browser }) => {
  const ada = await newPerson(browser, "Ada");
  await signUp(ada);
  const fresh = await newPerson(browser, "Ada");
  const { page } = fresh;

  await page.goto("/forgot");
  await expectAccessible(page, "forgot password");
  await page.getByLabel("Email").fill(ada.email);
  await page.getByRole("button", { name: /send/i }).click();
  const { link } = await mailTo({ ...ada, page }, /password/i);
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).and(page.locator("input")).fill("another set of columns");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("heading", { name: "Your password is changed" })).toBeVisible();

  await page.goto("/signin");
  await page.getByLabel(/username/i).fill(ada.username);
  await page.getByLabel("Password", { exact: true }).fill(ada.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("do not go together")).toBeVisible();
  await expect(page.getByLabel(/username/i)).toHaveValue(ada.username);
  await expectAccessible(page, "a refused sign-in");
  await page.getByLabel("Password", { exact: true }).fill("another set of columns");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/");
  await Promise.all([ada.context.close(), fresh.context.close()]);
});

test("a session survives a reload and ends everywhere when one signs out", async ({ browser }) => {
  const ada = await newPerson(browser, "Ada");
  await signUp(ada);
  const second = await ada.context.newPage();
  await second.goto("/settings");
  await expect(second.getByRole("heading", { name: "Settings" }).first()).toBeVisible();
  await ada.page.reload();
  await expect(ada.page.getByRole("article").or(ada.page.getByRole("heading").first()).first()).toBeVisible();
  await second.goto("/settings/sessions");
  await expect(second.getByText(/this device/i)).toBeVisible();
  await expectAccessible(second, "sessions");
  await ada.page.goto("/");
  await signOut(ada.page);
  await expect(second).toHaveURL(/\/(signin.*)?$/);
  await second.goto("/settings");
  await expect(second).toHaveURL(/\/signin/);
  await ada.context.close();
});

test("what is typed wrong is said beside the field, and nothing is lost", async ({ browser }) => {
  const taken = await newPerson(browser, "Ada");
  await signUp(taken);
  const grace = await newPerson(browser, "Grace");
  const { page } = grace;
  await page.goto("/signup");
  await page.getByLabel("Name", { exact: true }).fill("Grace");
  await page.getByLabel("Username").fill(taken.username);
  await page.getByLabel("Email").fill(grace.email);
  await page.getByLabel("Password", { exact: true }).fill(grace.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Username")).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveValue(grace.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(grace.password);
  await expectAccessible(page, "a sign-up with an error");
  await Promise.all([taken.context.close(), grace.context.close()]);
});
