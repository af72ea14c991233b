/** Pictures and videos in the composers of posts and messages. */
import { expect, type FileChooser, type Page } from "@playwright/test";

/** Adds files as a person does who presses the button and chooses them. */
export async function chooseFiles(
  page: Page,
  files: Parameters<FileChooser["setFiles"]>[0],
  button = "Add pictures, video or files",
): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  await (await chooser).setFiles(files);
}

/** Says what is to be seen in one of the files that were added. */
export async function describe(page: Page, name: string, words: string): Promise<void> {
  await page.getByRole("button", { name: `Add description of ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: /^Describe the/ });
  await dialog.getByLabel("Description").fill(words);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
}

/** Posts what was written, once all files are there. */
export async function postWith(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page).not.toHaveURL(/\/write/);
}
