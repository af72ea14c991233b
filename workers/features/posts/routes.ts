/** Routes of posts and of the marks that people leave on them. */
import { z } from "@hono/zod-openapi";
import { id } from "../../../contract/ids.ts";
import { pageQuery } from "../../../contract/page.ts";
import { newPost, post, reaction, revisionPage, updatePost as updatePostSchema } from "../../../contract/posts.ts";
import { createdOnce } from "../../http/answer.ts";
import { scopeOf, signedIn } from "../../http/context.ts";
import { body, empty, feature, json, route, type RouteRules } from "../../http/route.ts";
import * as actions from "./actions.ts";
import * as edits from "./edit.ts";
import * as reactions from "./reactions.ts";

export const posts = feature();

const tags = ["Posts"];
const params = z.strictObject({ id });
const ofPost = (others: "hidden" | "forbidden" | "allowed") => ({ param: "id", kind: "post", others }) as const;

posts.openapi(
  route(
    { access: "required", permission: "post.write", limit: "posts", idempotent: true },
    {
      method: "post",
      path: "/v1/posts",
      tags,
      summary: "Write a post",
      request: { body: body(newPost) },
      responses: { 201: json(post, "The post") },
    },
  ),
  async (c) => {
    const scope = signedIn(c);
    return c.json(
      await createdOnce(
        () => actions.createPost(scope, c.req.valid("json")),
        (postId) => actions.getPost(scope, postId),
      ),
      201,
    );
  },
);

posts.openapi(
  route(
    { access: "optional", etag: true, object: ofPost("allowed") },
    {
      method: "get",
      path: "/v1/posts/{id}",
      tags,
      summary: "One post, with the text of an article",
      request: { params },
      responses: { 200: json(post, "The post") },
    },
  ),
  async (c) => c.json(await actions.getPost(scopeOf(c), c.req.valid("param").id), 200),
);

for (const method of ["patch", "put"] as const) {
  posts.openapi(
    route(
      { access: "required", permission: "post.write", limit: "posts", object: ofPost("forbidden") },
      {
        method,
        path: "/v1/posts/{id}",
        tags,
        summary: "Change one's own post",
        request: { params, body: body(updatePostSchema) },
        responses: { 200: json(post, "The post as it is now") },
      },
    ),
    async (c) => c.json(await edits.updatePost(signedIn(c), c.req.valid("param").id, c.req.valid("json")), 200),
  );
}

posts.openapi(
  route(
    { access: "required", permission: "post.write", object: ofPost("forbidden") },
    {
      method: "delete",
      path: "/v1/posts/{id}",
      tags,
      summary: "Delete one's own post",
      request: { params },
      responses: { 204: empty("It is gone") },
    },
  ),
  async (c) => {
    await edits.deletePost(signedIn(c), c.req.valid("param").id);
    return c.body(null, 204);
  },
);

posts.openapi(
  route(
    { access: "optional", object: ofPost("allowed") },
    {
      method: "get",
      path: "/v1/posts/{id}/revisions",
      tags,
      summary: "How a post was before its edits",
      request: { params, query: pageQuery },
      responses: { 200: json(revisionPage, "Former versions, newest first") },
    },
  ),
  async (c) => {
    const { limit, cursor } = c.req.valid("query");
    return c.json(await actions.listRevisions(scopeOf(c), c.req.valid("param").id, limit, cursor), 200);
  },
);

const reactionRules: RouteRules = {
  access: "required",
  permission: "post.react",
  limit: "reactions",
  object: ofPost("allowed"),
};
const marks = [
  { name: "like", add: reactions.likePost, remove: reactions.unlikePost, summary: ["Like", "Take a like back"] },
  {
    name: "bookmark",
    add: reactions.bookmarkPost,
    remove: reactions.unbookmarkPost,
    summary: ["Keep for later", "Take out of one's bookmarks"],
  },
  {
    name: "repost",
    add: reactions.repost,
    remove: reactions.undoRepost,
    summary: ["Bring before one's followers", "Take a repost back"],
  },
] as const;

for (const { name, add, remove, summary } of marks) {
  for (const method of ["post", "delete"] as const) {
    posts.openapi(
      route(reactionRules, {
        method,
        path: `/v1/posts/{id}/${name}`,
        tags,
        summary: method === "post" ? summary[0] : summary[1],
        request: { params },
        responses: { 200: json(reaction, "Counts and one's own marks as they are now") },
      }),
      async (c) => c.json(await (method === "post" ? add : remove)(signedIn(c), c.req.valid("param").id), 200),
    );
  }
}
