/** Pictures and videos in the composer of posts. */
import { expect, type FileChooser, type Page } from "@playwright/test";

/** Adds files as a person does who presses the button and chooses them. */
export async function chooseFiles(page: Page, files: Parameters<FileChooser["setFiles"]>[0]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add photos or files" }).click();
  await (await chooser).setFiles(files);
}

/** Says what is to be seen in one of the files that were added. */
export async function describe(page: Page, name: string, words: string): Promise<void> {
  await page.getByRole("button", { name: `Describe ${name}` }).click();
  await page.getByLabel("Description").fill(words);
  await page.getByRole("button", { name: "Save description" }).click();
}

/** Posts what was written, once all files are there. */
export async function postWith(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page).not.toHaveURL(/\/write/);
}
