/** Routes of lists of people. */
import { z } from "@hono/zod-openapi";
import { pageQuery } from "../../../contract/page.ts";
import { idOrUsername, suggestionPage, userCardPage } from "../../../contract/users.ts";
import { scopeOf, signedIn } from "../../http/context.ts";
import { feature, json, route } from "../../http/route.ts";
import { listBlocks, listFollowRequests, listFollows, listMutes } from "./lists.ts";
import { listSuggestions } from "./suggest.ts";

export const peopleLists = feature();

const tags = ["People"];
const request = { query: pageQuery };

peopleLists.openapi(
  route(
    { access: "required" },
    {
      method: "get",
      path: "/v1/users/suggestions",
      tags,
      summary: "People you may want to follow, and why",
      request,
      responses: { 200: json(suggestionPage, "The best first") },
    },
  ),
  async (c) => c.json(await listSuggestions(signedIn(c), c.req.valid("query")), 200),
);

peopleLists.openapi(
  route(
    { access: "required" },
    {
      method: "get",
      path: "/v1/users/me/follow-requests",
      tags,
      summary: "Who asks to follow you",
      request,
      responses: { 200: json(userCardPage, "The latest first") },
    },
  ),
  async (c) => c.json(await listFollowRequests(signedIn(c), c.req.valid("query")), 200),
);

peopleLists.openapi(
  route(
    { access: "required" },
    {
      method: "get",
      path: "/v1/users/me/blocks",
      tags,
      summary: "Whom you block",
      request,
      responses: { 200: json(userCardPage, "People") },
    },
  ),
  async (c) => c.json(await listBlocks(signedIn(c), c.req.valid("query")), 200),
);

peopleLists.openapi(
  route(
    { access: "required" },
    {
      method: "get",
      path: "/v1/users/me/mutes",
      tags,
      summary: "Whom you mute",
      request,
      responses: { 200: json(userCardPage, "People") },
    },
  ),
  async (c) => c.json(await listMutes(signedIn(c), c.req.valid("query")), 200),
);

for (const [side, summary] of [
  ["followers", "Who follows a person"],
  ["following", "Whom a person follows"],
] as const) {
  peopleLists.openapi(
    route(
      { access: "optional", object: { param: "idOrUsername", kind: "user", others: "allowed" } },
      {
        method: "get",
        path: `/v1/users/{idOrUsername}/${side}`,
        tags,
        summary,
        request: { params: z.strictObject({ idOrUsername }), ...request },
        responses: { 200: json(userCardPage, "The latest first") },
      },
    ),
    async (c) => {
      const who = c.req.valid("param").idOrUsername;
      return c.json(await listFollows(scopeOf(c), who, side, c.req.valid("query")), 200);
    },
  );
}
