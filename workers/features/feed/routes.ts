/** Routes of feeds: lists of posts. */
import { z } from "@hono/zod-openapi";
import { pageQuery } from "../../../contract/page.ts";
import { feedPage, feedQuery, tagList } from "../../../contract/posts.ts";
import { autocompleteQuery, idOrUsername } from "../../../contract/users.ts";
import { scopeOf } from "../../http/context.ts";
import { feature, json, route } from "../../http/route.ts";
import * as actions from "./actions.ts";
import { suggestTags } from "./tags.ts";

export const feed = feature();

feed.openapi(
  route(
    { access: "optional" },
    {
      method: "get",
      path: "/v1/posts",
      tags: ["Feeds"],
      summary: "A feed, newest first, or posts named by id",
      description:
        "`home` and `bookmarks` need a signed-in person. With `ids`, the posts that may be seen come in the order asked for.",
      request: { query: feedQuery },
      responses: { 200: json(feedPage, "A page of the feed") },
    },
  ),
  async (c) => {
    const { feed: name, ids, ...request } = c.req.valid("query");
    return c.json(
      ids ? await actions.readByIds(scopeOf(c), ids) : await actions.readFeed(scopeOf(c), name, request),
      200,
    );
  },
);

feed.openapi(
  route(
    { access: "optional", object: { param: "id", kind: "user", others: "allowed" } },
    {
      method: "get",
      path: "/v1/users/{id}/posts",
      tags: ["Feeds"],
      summary: "What a person posted and reposted",
      request: { params: z.strictObject({ id: idOrUsername }), query: pageQuery },
      responses: { 200: json(feedPage, "A page, newest first") },
    },
  ),
  async (c) => c.json(await actions.readPostsOf(scopeOf(c), c.req.valid("param").id, c.req.valid("query")), 200),
);

feed.openapi(
  route(
    { access: "optional" },
    {
      method: "get",
      path: "/v1/tags/autocomplete",
      tags: ["Feeds"],
      summary: "Tags that begin so, the most used first",
      request: { query: autocompleteQuery },
      responses: { 200: json(tagList, "Tags") },
    },
  ),
  async (c) => {
    const { q, limit } = c.req.valid("query");
    return c.json({ items: await suggestTags(scopeOf(c).db, q, limit) }, 200);
  },
);
