/** What a feed of picture posts costs whoever reads it: the originals, and what the site sends instead. */
import type { Media } from "../../contract/media.ts";
import type { Page } from "../../contract/page.ts";
import type { FeedItem } from "../../contract/posts.ts";
import { fetchPicture, type Format, formats } from "./formats.ts";
import type { Plan } from "./plan.ts";
import type { Site } from "./site.ts";
import { eachOf } from "./together.ts";
import type { File, Uploader } from "./uploader.ts";

export interface FeedBytes {
  what: string;
  posts: number;
  /** Bytes of all pictures as they were uploaded. */
  originals: number;
  /** Bytes of all pictures as a feed shows them. */
  variants: Record<Format, number>;
}

/** Writes posts of one picture each, and reads the feed of their author as browsers would. */
export async function measureFeed(
  plan: Plan,
  site: Site,
  author: Uploader,
  what: string,
  files: readonly File[],
): Promise<FeedBytes> {
  for (const file of files) {
    const { media } = await author.upload(file);
    await author.call("POST", "/v1/posts", { type: "image", content: file.name, mediaIds: [media.id] });
  }
  const { id } = await author.call<{ id: string }>("GET", "/v1/users/me");
  const { items } = await author.call<Page<FeedItem>>("GET", `/v1/users/${id}/posts?limit=${files.length}`);
  const shown = items.flatMap(({ post }) => post.media);
  if (shown.length !== files.length) throw new Error(`the feed shows ${shown.length} of ${files.length} pictures`);
  const variants: [Format, number][] = [];
  for (const format of formats) variants.push([format, await bytesOf(plan, site, shown, format)]);
  return {
    what,
    posts: files.length,
    originals: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    variants: Object.fromEntries(variants) as Record<Format, number>,
  };
}

async function bytesOf(plan: Plan, site: Site, shown: readonly Media[], format: Format): Promise<number> {
  let bytes = 0;
  await eachOf(shown, plan.makers, async ({ urls }) => {
    bytes += (await fetchPicture(site.origin, urls.feed ?? urls.original, format)).length;
  });
  return bytes;
}
