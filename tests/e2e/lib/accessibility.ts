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
  await expectNoViolations(look(page), where);
}

/** What axe says of the colours of a page that is there already, in the other theme: nothing else differs. The page moves nothing, so they are there at once. */
export async function expectReadable(page: Page, colorScheme: "light" | "dark", where: string): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((query) => matchMedia(query).matches, `(prefers-color-scheme: ${colorScheme})`);
  await expectNoViolations(
    look(page).withRules(["color-contrast", "link-in-text-block"]),
    `${where} in ${colorScheme}`,
  );
}

/** The app has no frames: looking for them as well takes axe twice as long. */
const look = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

async function expectNoViolations(builder: AxeBuilder, where: string): Promise<void> {
  const { violations } = await builder.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(found, `accessibility of ${where}`).toEqual([]);
}
