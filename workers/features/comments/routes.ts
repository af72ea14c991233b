/** Routes of comments. */
import { z } from "@hono/zod-openapi";
import {
  comment,
  commentInContext,
  commentPage,
  commentQuery,
  commentReaction,
  newComment,
  updateComment as updateCommentSchema,
} from "../../../contract/comments.ts";
import { id } from "../../../contract/ids.ts";
import { createdOnce } from "../../http/answer.ts";
import { scopeOf, signedIn } from "../../http/context.ts";
import { body, empty, feature, json, route } from "../../http/route.ts";
import * as actions from "./actions.ts";

export const comments = feature();

const tags = ["Comments"];
const params = z.strictObject({ id });
const ofComment = (others: "hidden" | "forbidden" | "allowed") => ({ param: "id", kind: "comment", others }) as const;

comments.openapi(
  route(
    { access: "optional", object: { param: "id", kind: "post", others: "allowed" } },
    {
      method: "get",
      path: "/v1/posts/{id}/comments",
      tags,
      summary: "One level of a post's comments",
      request: { params, query: commentQuery },
      responses: { 200: json(commentPage, "A page of the level") },
    },
  ),
  async (c) => c.json(await actions.listComments(scopeOf(c), c.req.valid("param").id, c.req.valid("query")), 200),
);

comments.openapi(
  route(
    {
      access: "required",
      permission: "comment.write",
      limit: "comments",
      idempotent: true,
      object: { param: "id", kind: "post", others: "allowed" },
    },
    {
      method: "post",
      path: "/v1/posts/{id}/comments",
      tags,
      summary: "Answer a post or a comment",
      request: { params, body: body(newComment) },
      responses: { 201: json(comment, "The comment") },
    },
  ),
  async (c) => {
    const scope = signedIn(c);
    const create = () => actions.createComment(scope, c.req.valid("param").id, c.req.valid("json"));
    return c.json(await createdOnce(create, (commentId) => actions.getComment(scope, commentId)), 201);
  },
);

comments.openapi(
  route(
    { access: "optional", etag: true, object: ofComment("allowed") },
    {
      method: "get",
      path: "/v1/comments/{id}",
      tags,
      summary: "One comment and all above it",
      request: { params },
      responses: { 200: json(commentInContext, "The comment and its ancestors, outermost first") },
    },
  ),
  async (c) => c.json(await actions.getCommentInContext(scopeOf(c), c.req.valid("param").id), 200),
);

for (const method of ["patch", "put"] as const) {
  comments.openapi(
    route(
      { access: "required", permission: "comment.write", limit: "comments", object: ofComment("forbidden") },
      {
        method,
        path: "/v1/comments/{id}",
        tags,
        summary: "Change one's own comment",
        request: { params, body: body(updateCommentSchema) },
        responses: { 200: json(comment, "The comment as it is now") },
      },
    ),
    async (c) =>
      c.json(await actions.updateComment(signedIn(c), c.req.valid("param").id, c.req.valid("json").content), 200),
  );
}

comments.openapi(
  route(
    { access: "required", permission: "comment.write", object: ofComment("forbidden") },
    {
      method: "delete",
      path: "/v1/comments/{id}",
      tags,
      summary: "Delete a comment",
      request: { params },
      responses: { 204: empty("It is gone") },
    },
  ),
  async (c) => {
    await actions.deleteComment(signedIn(c), c.req.valid("param").id);
    return c.body(null, 204);
  },
);

for (const method of ["post", "delete"] as const) {
  comments.openapi(
    route(
      { access: "required", permission: "post.react", limit: "reactions", object: ofComment("allowed") },
      {
        method,
        path: "/v1/comments/{id}/like",
        tags,
        summary: method === "post" ? "Like a comment" : "Take a like back",
        request: { params },
        responses: { 200: json(commentReaction, "Counts and one's own like as they are now") },
      },
    ),
    async (c) =>
      c.json(
        await (method === "post" ? actions.likeComment : actions.unlikeComment)(signedIn(c), c.req.valid("param").id),
        200,
      ),
  );
}
