/** Pictures and videos from the window that they are chosen in to the window of somebody else. */
import { truncateSync, writeFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Figure, listFigures } from "../../scripts/lib/figures.ts";
import { png } from "../harness/media-files.ts";
import { expectAccessible } from "./lib/accessibility.ts";
import { describe, chooseFiles, postWith } from "./lib/composer.ts";
import { follow, newPerson, type Person, signUp } from "./lib/people.ts";
import { expectShown, holdPictures, pictureIn, watchLayoutShift, watchTypes } from "./lib/pictures.ts";
import { makeChannel } from "./lib/rooms.ts";
import { makeWebm } from "./lib/videos.ts";

/** Pictures that one post can have. */
const most = 10;
/** The most that a page may move by itself while pictures come (https://web.dev/articles/cls says 0.1 is good). */
const mostShift = 0.05;

const altOf = ({ name }: Figure) => `The figure ${name}`;
const postOf = (page: Page, words: string) => page.getByRole("article").filter({ hasText: words }).first();
/** A tile of a gallery: the button that opens it large. */
const tile = (place: Locator, position: number, of: number) =>
  place.getByRole("button", { name: new RegExp(`^Photo ${position} of ${of},`) });

test("the figures of a lesson go from the composer to somebody else's home", async ({
  browser,
  contextOptions,
  viewport,
}) => {
  test.setTimeout(600_000);
  const options = { ...contextOptions, viewport };
  const [ada, grace] = [
    await newPerson(browser, "Ada Figures", options),
    await newPerson(browser, "Grace Looks", options),
  ];
  await Promise.all([signUp(ada), signUp(grace)]);
  await follow(grace, ada);
  const figures = listFigures();
  const galleries = [figures.slice(0, most), figures.slice(most, 2 * most)];
  expect(galleries.flat()).toHaveLength(figures.length);
  const wordsOf = (gallery: number) => `Figures of the lesson, gallery ${gallery + 1}`;

  for (const [index, gallery] of galleries.entries()) {
    await test.step(`post gallery ${index + 1}`, async () => {
      await ada.page.goto("/write");
      await ada.page.getByRole("textbox", { name: "Your post" }).fill(wordsOf(index));
      await chooseFiles(
        ada.page,
        gallery.map(({ path }) => path),
      );
      for (const figure of gallery) await describe(ada.page, figure.name, altOf(figure));
      await expectAccessible(ada.page, "a composer with pictures");
      await postWith(ada.page);
      await expectShown(pictureIn(tile(postOf(ada.page, wordsOf(index)), 1, most)));
    });
  }

  for (const [index, gallery] of galleries.entries()) {
    await test.step(`see gallery ${index + 1} in the feed, and all of it large`, async () => {
      const { page } = grace;
      const types = watchTypes(page);
      const typeOf = async (picture: Locator) => {
        const source = await picture.evaluate((image: HTMLImageElement) => image.currentSrc);
        return types.get(new URL(source).pathname);
      };
      const release = await holdPictures(page);
      await page.goto("/");
      const post = postOf(page, wordsOf(index));
      const first = tile(post, 1, gallery.length);
      await expect(first).toBeVisible();
      await first.scrollIntoViewIfNeeded();
      const shifted = await watchLayoutShift(page);
      await release();

      const tiles = await post.getByRole("button", { name: /^Photo \d+ of / }).all();
      for (const [position, each] of tiles.entries()) {
        const picture = pictureIn(each);
        await expectShown(picture);
        const figure = gallery[position];
        await expect(picture).toHaveAttribute("alt", figure ? altOf(figure) : "none");
        expect(await typeOf(picture), figure?.name).toMatch(expectedType(figure));
      }
      expect(await shifted()).toBeLessThan(mostShift);

      await first.focus();
      await page.keyboard.press("Enter");
      const lightbox = page.getByRole("dialog", { name: "Photos and videos" });
      for (const figure of gallery) {
        const picture = lightbox.getByRole("img", { name: altOf(figure) });
        await expectShown(picture);
        expect(await typeOf(picture), figure.name).toMatch(expectedType(figure));
        if (figure === gallery[0]) await expectAccessible(page, "the lightbox");
        await page.keyboard.press("ArrowRight");
      }
      await page.keyboard.press("Home");
      await expect(lightbox.getByRole("img", { name: /^The figure/ })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(lightbox).toBeHidden();
      await expect(first).toBeFocused();
    });
  }
  await closeAll(ada, grace);
});

test("a file that is too large is refused in words, before any of it is sent", async ({
  browser,
  contextOptions,
  viewport,
}, testInfo) => {
  const ada = await newPerson(browser, "Ada Large", { ...contextOptions, viewport });
  await signUp(ada);
  const { page } = ada;
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT") sent.push(request.url());
  });
  const path = testInfo.outputPath("large.png");
  writeFileSync(path, png());
  truncateSync(path, 60_000_000);
  await page.goto("/write");
  await chooseFiles(page, [path]);
  await expect(page.getByText(/at most 50/)).toBeVisible();
  await expectAccessible(page, "a composer with a file that is too large");
  expect(sent).toEqual([]);
  await closeAll(ada);
});

test("a video is converted, sent, and plays by ranges with its poster", async ({
  browser,
  contextOptions,
  viewport,
}) => {
  test.setTimeout(300_000);
  const options = { ...contextOptions, viewport };
  const [ada, grace] = [
    await newPerson(browser, "Ada Films", options),
    await newPerson(browser, "Grace Watches", options),
  ];
  await Promise.all([signUp(ada), signUp(grace)]);
  const words = "The heron at the weir";
  await ada.page.goto("/write");
  const buffer = await makeWebm(ada.page, 4);
  await ada.page.getByRole("textbox", { name: "Your post" }).fill(words);
  await chooseFiles(ada.page, [{ name: "heron.webm", mimeType: "video/webm", buffer }]);
  await describe(ada.page, "heron.webm", "A square that stands for a heron");
  await postWith(ada.page);
  await expect(postOf(ada.page, words).getByRole("button", { name: /^Play video/ })).toBeVisible();

  const { page } = grace;
  const ranges: number[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "media") ranges.push(response.status());
  });
  await page.goto(`/people/${ada.username}`);
  const play = postOf(page, words).getByRole("button", { name: /^Play video/ });
  await expectShown(pictureIn(play));
  await play.click();
  const video = postOf(page, words).locator("video");
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0);
  expect(await video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(320);
  await expect(video).toHaveAttribute("poster", /\/poster/);
  expect(new Set(ranges)).toEqual(new Set([206]));
  await expectAccessible(page, "a video");
  await closeAll(ada, grace);
});

test("a picture is cut for a profile, and sent into a room", async ({ browser, contextOptions, viewport }) => {
  test.setTimeout(300_000);
  const options = { ...contextOptions, viewport };
  const [ada, grace] = [
    await newPerson(browser, "Ada Shows", options),
    await newPerson(browser, "Grace Sees", options),
  ];
  await Promise.all([signUp(ada), signUp(grace)]);
  const screenshot = listFigures().find(({ name }) => name === "github-create-repo-03.png");
  if (!screenshot) throw new Error("the figure is gone");
  const { page } = ada;

  await test.step("a profile picture", async () => {
    await page.goto("/settings/profile");
    await chooseFiles(page, screenshot.path, "Add profile picture");
    const dialog = page.getByRole("dialog", { name: "Choose what is shown" });
    await expect(dialog.getByRole("button", { name: "Save picture" })).toBeEnabled();
    await dialog.getByRole("slider", { name: "Zoom" }).press("ArrowRight");
    await dialog.getByRole("group", { name: /^Part that is shown/ }).press("ArrowLeft");
    await expectAccessible(page, "a picture that is cut");
    await dialog.getByRole("button", { name: "Save picture" }).click();
    await expect(page.getByText("The picture is saved.")).toBeVisible();
    await expect(dialog).toBeHidden();

    await grace.page.goto(`/people/${ada.username}`);
    const picture = grace.page.getByRole("region", { name: "Profile" }).locator("img[src*='/avatar']");
    await expectShown(picture);
    const size = await picture.evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) => [
      naturalWidth,
      naturalHeight,
    ]);
    expect(size).toEqual([192, 192]);
  });

  await test.step("a message", async () => {
    const room = await makeChannel(page, `${ada.username} pictures`);
    await grace.page.goto(room);
    await grace.page.getByRole("button", { name: /^Join/ }).click();
    await chooseFiles(page, screenshot.path, "Attach files");
    await describe(page, screenshot.name, "An empty repository");
    await expectAccessible(page, "a message with a picture");
    await page.getByRole("textbox", { name: "Your message" }).fill("This is how it begins");
    await page.getByRole("button", { name: "Send" }).click();

    const log = grace.page.getByRole("log");
    await expect(log.getByText("This is how it begins")).toBeVisible();
    await expectShown(pictureIn(log.getByRole("button", { name: "Photo, An empty repository" })));
    await expectAccessible(grace.page, "a room with a picture");
  });
  await closeAll(ada, grace);
});

const expectedType = (figure: Figure | undefined) =>
  figure?.type === "image/svg+xml" ? /^image\/svg\+xml/ : /^image\/(avif|webp)$/;

async function closeAll(...people: Person[]): Promise<void> {
  await Promise.all(people.map(({ context }) => context.close()));
}
