/** What people of the demo community show when it is loaded: pictures of themselves, and posts with some. Each as themselves, as any client does it. */
import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Media, UploadTarget } from "../../contract/media.ts";
import type { Post } from "../../contract/posts.ts";
import type { Me } from "../../contract/users.ts";
import { landscape } from "../../demo/landscapes.ts";
import { type DemoPicture, type DemoPicturePost, picturePosts, withCover } from "../../demo/pictures.ts";
import type { Api } from "../import/api.ts";
import { root } from "../lib/project.ts";

/** Signed-in clients by username. */
type Clients = ReadonlyMap<string, Api>;

interface Upload {
  /** Names the file among those of its owner, for ever. */
  key: string;
  filename: string;
  type: string;
  alt: string;
  bytes: Uint8Array;
}

const types: Record<string, string> = { ".svg": "image/svg+xml", ".png": "image/png" };

/**
 * Shows all of it; doing so again shows nothing twice. What cannot be shown, since a busy machine has not looked at it in time, is told and
 * left out: a community without a picture is one all the same.
 */
export async function showPictures(clients: Clients, log: (line: string) => void): Promise<void> {
  const outcomes = await Promise.allSettled([
    ...picturePosts.map((post) => write(clients, post)),
    ...[...clients].map(([username, client]) => dress(client, username)),
  ]);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") log(`A picture of the demo community is left out: ${String(outcome.reason)}`);
}

/** Gives somebody a picture, and a few a cover, unless they have them. */
async function dress(client: Api, username: string): Promise<void> {
  const me = await client.call<Me>("/v1/users/me");
  const draw = (place: string, width: number, height: number) =>
    upload(client, {
      key: `${place}-${username}`,
      filename: `${place}.svg`,
      type: "image/svg+xml",
      alt: "",
      bytes: new TextEncoder().encode(landscape(`${place} of ${username}`, width, height)),
    });
  const [avatar, cover] = await Promise.all([
    me.avatarMediaId === null ? draw("avatar", 256, 256) : null,
    me.coverMediaId === null && withCover.has(username) ? draw("cover", 1500, 500) : null,
  ]);
  if (avatar === null && cover === null) return;
  const json = { ...(avatar && { avatarMediaId: avatar.id }), ...(cover && { coverMediaId: cover.id }) };
  await client.call<Me>("/v1/users/me", { method: "PATCH", json });
}

async function write(clients: Clients, { key, by, text, pictures, article }: DemoPicturePost): Promise<void> {
  const client = clients.get(by);
  if (!client) throw new Error(`Nobody can sign in as ${by}.`);
  const bring = async ({ file, alt }: DemoPicture): Promise<string> => {
    const type = types[extname(file)];
    if (type === undefined) throw new Error(`No type is known for ${file}.`);
    const bytes = await readFile(resolve(root, "demo/media", file));
    return (await upload(client, { key: `${key}-${file}`, filename: file, type, alt, bytes })).id;
  };
  const [coverId, ...mediaIds] = await Promise.all([article ? bring(article.cover) : null, ...pictures.map(bring)]);
  const parts = article
    ? { type: "article", article: { title: article.title, body: article.body, coverId } }
    : { type: "image" };
  const json = { ...parts, content: text, language: "en", mediaIds };
  await client.call<Post>("/v1/posts", { json, once: `demo-post-${key}` });
}

/** Announces a file, sends it, and waits until it can be shown. */
async function upload(client: Api, { key, filename, type, alt, bytes }: Upload): Promise<Media> {
  const json = { filename, type, size: bytes.length, alt };
  const { id, uploadUrl } = await client.call<UploadTarget>("/v1/media", { json, once: `demo-media-${key}` });
  let media = await client.call<Media>(uploadUrl, { method: "PUT", bytes });
  for (let attempt = 1; media.state === "processing" && attempt <= 240; attempt++) {
    await wait(250);
    media = await client.call<Media>(`/v1/media/${id}`);
  }
  if (media.state !== "ready") throw new Error(`${filename} cannot be shown: ${media.detail ?? media.state}`);
  return media;
}
