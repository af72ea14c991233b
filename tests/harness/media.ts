/** Media of tests: rows with their bytes written directly, and uploads through the API. */
import { exports as entrypoints } from "cloudflare:workers";
import { newId } from "../../contract/ids.ts";
import type { Problem } from "../../contract/errors.ts";
import type { Media, UploadedPart, UploadTarget } from "../../contract/media.ts";
import { media, type MediaRow } from "../../db/schema.ts";
import { originalKey } from "../../r2/keys.ts";
import { hexOf } from "../../workers/features/media/seal.ts";
import { type Answer, api, db, env, origin, type Person } from "./people.ts";

/** The smallest picture there is: one pixel, PNG. */
export const onePixel: Uint8Array = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (char) => char.charCodeAt(0),
);

export type MediaOverrides = Partial<typeof media.$inferInsert> & { bytes?: Uint8Array };

/** Writes a media that is ready, as if it had been uploaded and looked at: its row, and its bytes where they are served from. A pixel unless `overrides` say otherwise. */
export async function makeMedia(owner: Pick<Person, "id">, overrides: MediaOverrides = {}): Promise<MediaRow> {
  const { bytes = onePixel, ...fields } = overrides;
  const now = Date.now();
  const id = fields.id ?? newId(now);
  const isPicture = (fields.kind ?? "image") === "image";
  await env.MEDIA.put(originalKey(id), bytes);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  const [row] = await db
    .insert(media)
    .values({
      ownerId: owner.id,
      state: "ready",
      kind: "image",
      type: "image/png",
      size: bytes.length,
      filename: `media-${id.slice(-6).toLowerCase()}.png`,
      width: isPicture ? 1 : null,
      height: isPicture ? 1 : null,
      sha256: hexOf(digest),
      createdAt: now,
      updatedAt: now,
      readyAt: now,
      unreferencedAt: now,
      ...fields,
      id,
    })
    .returning();
  if (!row) throw new Error("media: nothing inserted");
  return row;
}

export interface TestFile {
  name: string;
  type: string;
  bytes: Uint8Array;
  alt?: string;
}

/** Announces a file through the API. */
export async function declare(owner: Person, { name, type, bytes, alt }: TestFile): Promise<UploadTarget> {
  const answer = await api<UploadTarget>("/v1/media", {
    as: owner,
    body: { filename: name, type, size: bytes.length, ...(alt !== undefined && { alt }) },
  });
  if (answer.status !== 201) throw new Error(`declare: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Sends raw bytes with PUT, as `as`. `path` starts with a slash. */
export async function put(
  path: string,
  bytes: Uint8Array | ReadableStream<Uint8Array>,
  { as, type = "application/octet-stream" }: { as?: Pick<Person, "token"> | null; type?: string } = {},
): Promise<Answer<Media & UploadedPart & Problem>> {
  const response = await entrypoints.default.fetch(`${origin}${path}`, {
    method: "PUT",
    headers: { "Content-Type": type, ...(as && { Authorization: `Bearer ${as.token}` }) },
    body: bytes,
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** Sends a file the whole way, in parts where the site asks for them, and answers the media: ready or refused for what is small. */
export async function upload(owner: Person, file: TestFile): Promise<Media> {
  const { id, uploadUrl, partSize } = await declare(owner, file);
  if (partSize === undefined) {
    const answer = await put(uploadUrl, file.bytes, { as: owner });
    if (answer.status !== 200) throw new Error(`upload: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  for (let from = 0, part = 1; from < file.bytes.length; from += partSize, part++) {
    const answer = await put(`${uploadUrl}?part=${part}`, file.bytes.subarray(from, from + partSize), {
      as: owner,
    });
    if (answer.status !== 200) throw new Error(`part ${part}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  const answer = await api<Media>(`/v1/media/${id}/complete`, { as: owner, method: "POST" });
  if (answer.status !== 200) throw new Error(`complete: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
