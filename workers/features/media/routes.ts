/** Routes of media, but for serving their bytes. */
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { id } from "../../../contract/ids.ts";
import {
  captionsParams,
  maxCaptionsBytes,
  maxPosterBytes,
  maxRequestBytes,
  media as mediaSchema,
  mediaUsage,
  newMedia,
  partQuery,
  updateMedia as updateMediaSchema,
  uploadedPart,
  uploadTarget,
} from "../../../contract/media.ts";
import { createdOnce } from "../../http/answer.ts";
import { type AppEnv, scopeOf, signedIn } from "../../http/context.ts";
import { AppError } from "../../http/error.ts";
import { body, empty, feature, json, route } from "../../http/route.ts";
import { deleteCaptions, putCaptions } from "./captions.ts";
import { complete } from "./complete.ts";
import { declare, findTarget } from "./declare.ts";
import { deleteMedia, getMedia, updateMedia } from "./manage.ts";
import { putPoster } from "./poster.ts";
import { type Incoming, receive } from "./receive.ts";
import { usageOf } from "./usage.ts";

export const media = feature();

const tags = ["Media"];
const params = z.strictObject({ id });
const ofMedia = (others: "hidden" | "forbidden" | "allowed") => ({ param: "id", kind: "media", others }) as const;
/** A body that is not JSON. */
const raw = (type: string) => ({
  required: true,
  content: { [type]: { schema: z.string().meta({ format: "binary" }) } },
});

media.openapi(
  route(
    { access: "required", permission: "media.write", limit: "uploads", idempotent: true },
    {
      method: "post",
      path: "/v1/media",
      tags,
      summary: "Announce a file",
      description:
        "Says where its bytes go: `PUT` all of them to `uploadUrl`; or, where there is a `partSize`, each part of that size to `uploadUrl?part=1` and on, in any order, then `complete`.",
      request: { body: body(newMedia) },
      responses: { 201: json(uploadTarget, "Where the bytes go") },
    },
  ),
  async (c) => {
    const scope = signedIn(c);
    return c.json(
      await createdOnce(
        () => declare(scope, c.req.valid("json")),
        (mediaId) => findTarget(scope, mediaId),
      ),
      201,
    );
  },
);

media.openapi(
  route(
    { access: "required" },
    {
      method: "get",
      path: "/v1/media/usage",
      tags,
      summary: "What one keeps, and may keep",
      responses: { 200: json(mediaUsage, "Bytes that are used, and the limits") },
    },
  ),
  async (c) => c.json(await usageOf(signedIn(c)), 200),
);

media.openapi(
  route(
    // Counted as reads are: parts of a large video are many, and what each may have is bounded by the declaration.
    {
      access: "required",
      permission: "media.write",
      limit: "reads",
      maxBody: maxRequestBytes,
      streamed: true,
      object: ofMedia("hidden"),
    },
    {
      method: "put",
      path: "/v1/media/{id}/bytes",
      tags,
      summary: "Send the bytes of a file, or a part of them",
      description: "Bytes as they are, whatever Content-Type says. Sending again replaces, until all are there.",
      request: { params, query: partQuery, body: raw("*/*") },
      responses: { 200: json(z.union([mediaSchema, uploadedPart]), "The media; of a part, its number and size") },
    },
  ),
  async (c) => {
    const { part } = c.req.valid("query");
    return c.json(await receive(signedIn(c), c.req.valid("param").id, part, incomingOf(c)), 200);
  },
);

media.openapi(
  route(
    { access: "required", permission: "media.write", object: ofMedia("hidden") },
    {
      method: "post",
      path: "/v1/media/{id}/complete",
      tags,
      summary: "Say that all parts are there",
      request: { params },
      responses: { 200: json(mediaSchema, "The media, which is looked at now") },
    },
  ),
  async (c) => c.json(await complete(signedIn(c), c.req.valid("param").id), 200),
);

media.openapi(
  route(
    { access: "optional", etag: true, object: ofMedia("allowed") },
    {
      method: "get",
      path: "/v1/media/{id}",
      tags,
      summary: "What is known of a media",
      description:
        "Its owner sees it in every state; others when it is ready, and something that they may see shows it.",
      request: { params },
      responses: { 200: json(mediaSchema, "The media") },
    },
  ),
  async (c) => c.json(await getMedia(scopeOf(c), c.req.valid("param").id), 200),
);

for (const method of ["patch", "put"] as const) {
  media.openapi(
    route(
      { access: "required", permission: "media.write", object: ofMedia("forbidden") },
      {
        method,
        path: "/v1/media/{id}",
        tags,
        summary: "Describe one's own media",
        request: { params, body: body(updateMediaSchema) },
        responses: { 200: json(mediaSchema, "The media as it is now") },
      },
    ),
    async (c) => c.json(await updateMedia(signedIn(c), c.req.valid("param").id, c.req.valid("json")), 200),
  );
}

media.openapi(
  route(
    { access: "required", permission: "media.write", object: ofMedia("forbidden") },
    {
      method: "delete",
      path: "/v1/media/{id}",
      tags,
      summary: "Delete one's own media that nothing shows",
      request: { params },
      responses: { 204: empty("It is gone") },
    },
  ),
  async (c) => {
    await deleteMedia(signedIn(c), c.req.valid("param").id);
    return c.body(null, 204);
  },
);

media.openapi(
  route(
    { access: "required", permission: "media.write", maxBody: maxPosterBytes, object: ofMedia("forbidden") },
    {
      method: "put",
      path: "/v1/media/{id}/poster",
      tags,
      summary: "Give one's own video a poster",
      description: "A JPEG, PNG, WebP or AVIF picture of at most 2 MiB.",
      request: { params, body: raw("image/*") },
      responses: { 200: json(mediaSchema, "The video with its poster") },
    },
  ),
  async (c) => {
    const type = typeOf(c);
    if (!type.startsWith("image/")) throw new AppError("unsupported_media_type", "Send a picture.");
    return c.json(await putPoster(signedIn(c), c.req.valid("param").id, type, () => bytesOf(c)), 200);
  },
);

media.openapi(
  route(
    { access: "required", permission: "media.write", maxBody: maxCaptionsBytes, object: ofMedia("forbidden") },
    {
      method: "put",
      path: "/v1/media/{id}/captions/{language}",
      tags,
      summary: "Give one's own video captions in a language",
      description: "WebVTT in UTF-8, at most 512 KiB.",
      request: { params: captionsParams, body: raw("text/vtt") },
      responses: { 200: json(mediaSchema, "The video with its captions") },
    },
  ),
  async (c) => {
    if (typeOf(c) !== "text/vtt") throw new AppError("unsupported_media_type", "Send text/vtt.");
    const { id: mediaId, language } = c.req.valid("param");
    return c.json(await putCaptions(signedIn(c), mediaId, language, () => bytesOf(c)), 200);
  },
);

media.openapi(
  route(
    { access: "required", permission: "media.write", object: ofMedia("forbidden") },
    {
      method: "delete",
      path: "/v1/media/{id}/captions/{language}",
      tags,
      summary: "Take captions away",
      request: { params: captionsParams },
      responses: { 200: json(mediaSchema, "The video without them") },
    },
  ),
  async (c) => {
    const { id: mediaId, language } = c.req.valid("param");
    return c.json(await deleteCaptions(signedIn(c), mediaId, language), 200);
  },
);

function incomingOf(c: Context<AppEnv>): Incoming {
  const length = c.req.header("Content-Length");
  return { body: c.req.raw.body, length: length === undefined ? null : Number(length) };
}

function typeOf(c: Context<AppEnv>): string {
  return (c.req.header("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

async function bytesOf(c: Context<AppEnv>): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer());
}
