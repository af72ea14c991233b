/** What axe finds on a page as it stands. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Fails with each violation of WCAG 2.2 A and AA, or of axe's best practices, and where it is. Waits until the screen is there: the frame
 * stands before the screen's code has come, and a screen begins with its heading.
 */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await expect(page.locator("h1").filter({ visible: true }).first()).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(found, `accessibility of ${where}`).toEqual([]);
}
