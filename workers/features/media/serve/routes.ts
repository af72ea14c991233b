/** `/media/*`: bytes under addresses that stand in pages. They are outside `/v1`, and an `<img>` sends no token. */
import { z } from "@hono/zod-openapi";
import { type Variant, variants } from "../../../../contract/media.ts";
import { isId } from "../../../../contract/ids.ts";
import { scopeOf } from "../../../http/context.ts";
import { feature, route, type RouteRules } from "../../../http/route.ts";
import type { Scope } from "../../../scope.ts";
import { serveCaptions, serveOriginal } from "./actions.ts";
import { type AddressQuery, nothingHere, readAddress, type Reading } from "./reading.ts";
import { serveVariant } from "./variant.ts";

export const serving = feature();

/** Pages ask for many of these at once, and what is made of a media is made once: they are not counted. */
const rules: RouteRules = {
  access: "public",
  identifies: true,
  limit: "none",
  object: { param: "id", kind: "media", others: "hidden" },
};
const tags = ["Media"];

/** Parts of a path are looked at in handlers: whatever is wrong with one, there is nothing at the address. */
const part = z.string();
const query = z
  .strictObject({
    v: z.string().max(20).meta({ description: "The epoch that the address was made for" }),
    r: z.string().max(200).meta({ description: "For whom the address was made, until when, signed" }),
    download: z.string().max(20).meta({ description: "Makes a browser keep the file" }),
  })
  .partial();
const bytes = (description: string) => ({
  200: { description, content: { "*/*": { schema: z.string().meta({ format: "binary" }) } } },
  206: { description: "The range that was asked for" },
  304: { description: "What the client has already" },
  404: { description: "Nothing, or not for who asks" },
  416: { description: "There are no bytes in the range" },
});

serving.openapi(
  route(rules, {
    method: "get",
    path: "/media/{id}",
    tags,
    summary: "Get the bytes of a media",
    request: { params: z.object({ id: part }), query },
    responses: bytes("The original"),
  }),
  (c) => {
    const scope = scopeOf(c);
    const reading = addressed(scope, c.req.valid("param").id, c.req.valid("query"));
    return serveOriginal(scope, c.req.raw, reading);
  },
);

serving.openapi(
  route(rules, {
    method: "get",
    path: "/media/{id}/{variant}",
    tags,
    summary: "Get a picture derived from a media, in a format by Accept",
    request: { params: z.object({ id: part, variant: part.meta({ examples: [...variants] }) }), query },
    responses: bytes("The picture"),
  }),
  (c) => {
    const { id, variant } = c.req.valid("param");
    if (!isVariant(variant)) throw nothingHere();
    const scope = scopeOf(c);
    const reading = addressed(scope, id, c.req.valid("query"));
    return serveVariant({ scope, request: c.req.raw, reading, variant });
  },
);

serving.openapi(
  route(rules, {
    method: "get",
    path: "/media/{id}/captions/{language}",
    tags,
    summary: "Get captions of a video (WebVTT)",
    request: { params: z.object({ id: part, language: part }), query },
    responses: bytes("The captions"),
  }),
  (c) => {
    const { id, language } = c.req.valid("param");
    const scope = scopeOf(c);
    return serveCaptions(scope, c.req.raw, addressed(scope, id, c.req.valid("query")), language);
  },
);

function addressed(scope: Scope, id: string, asked: AddressQuery): Reading {
  if (!isId(id)) throw nothingHere();
  return readAddress(scope, id, asked);
}

function isVariant(name: string): name is Variant {
  return (variants as readonly string[]).includes(name);
}
