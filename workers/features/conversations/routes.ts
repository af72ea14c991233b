/** Routes of conversations: lists, making, reading, changing and ending them; members, invitations, messages and sockets have files of their own. */
import { z } from "@hono/zod-openapi";
import {
  channelQuery,
  conversation,
  conversationPage,
  conversationQuery,
  conversationSettings,
  newConversation,
  updateConversation,
} from "../../../contract/conversations.ts";
import { id } from "../../../contract/ids.ts";
import { pageQuery } from "../../../contract/page.ts";
import { createdOnce } from "../../http/answer.ts";
import { signedIn } from "../../http/context.ts";
import { body, empty, feature, json, route } from "../../http/route.ts";
import * as actions from "./actions.ts";
import { createConversation } from "./create.ts";
import { invites } from "./invite-routes.ts";
import * as lists from "./lists.ts";
import { members } from "./member-routes.ts";
import { messages } from "./message-routes.ts";

export const conversations = feature();

const tags = ["Conversations"];
const params = z.strictObject({ id });
const ofConversation = (others: "hidden" | "forbidden" | "allowed") =>
  ({ param: "id", kind: "conversation", others }) as const;

conversations.openapi(
  route(
    { access: "required" },
    {
      method: "get",
      path: "/v1/conversations",
      tags,
      summary: "Your conversations, those with the newest message first",
      request: { query: conversationQuery },
      responses: { 200: json(conversationPage, "Conversations; with `archived` those that you put away") },
    },
  ),
  async (c) => c.json(await lists.listConversations(signedIn(c), c.req.valid("query")), 200),
);

conversations.openapi(
  route(
    { access: "required" },
    {
      method: "get",
      path: "/v1/conversations/requests",
      tags,
      summary: "Conversations begun by people whom you do not follow",
      description: "You accept one by answering it, and decline it with DELETE. Nobody learns that you have read it.",
      request: { query: pageQuery },
      responses: { 200: json(conversationPage, "Requests, the newest first") },
    },
  ),
  async (c) => c.json(await lists.listRequests(signedIn(c), c.req.valid("query")), 200),
);

conversations.openapi(
  route(
    { access: "required" },
    {
      method: "get",
      path: "/v1/channels",
      tags,
      summary: "The channels of the site, in order of their names",
      description:
        "`q` finds channels whose names have all its words, or words that begin so; a page may then hold fewer than `limit` and go on.",
      request: { query: channelQuery },
      responses: { 200: json(conversationPage, "Channels; what is unread in one is told where you read it") },
    },
  ),
  async (c) => c.json(await lists.listChannels(signedIn(c), c.req.valid("query")), 200),
);

conversations.openapi(
  route(
    { access: "required", permission: "message.write", idempotent: true },
    {
      method: "post",
      path: "/v1/conversations",
      tags,
      summary: "Begin a conversation",
      description:
        "`direct` with one person (a second one answers the first), `group` with people who are in at once, `channel` for everybody, `subject` beside a post.",
      request: { body: body(newConversation) },
      responses: { 201: json(conversation, "The conversation") },
    },
  ),
  async (c) => {
    const scope = signedIn(c);
    return c.json(
      await createdOnce(
        () => createConversation(scope, c.req.valid("json")),
        (conversationId) => actions.readConversation(scope, conversationId),
      ),
      201,
    );
  },
);

conversations.openapi(
  route(
    { access: "required", etag: true, object: ofConversation("allowed") },
    {
      method: "get",
      path: "/v1/conversations/{id}",
      tags,
      summary: "One conversation",
      request: { params },
      responses: { 200: json(conversation, "The conversation") },
    },
  ),
  async (c) => c.json(await actions.readConversation(signedIn(c), c.req.valid("param").id), 200),
);

for (const method of ["patch", "put"] as const) {
  conversations.openapi(
    route(
      { access: "required", object: ofConversation("forbidden") },
      {
        method,
        path: "/v1/conversations/{id}",
        tags,
        summary: "Change name, topic, picture, slow mode or how long messages are kept",
        request: { params, body: body(updateConversation) },
        responses: { 200: json(conversation, "The conversation as it is now") },
      },
    ),
    async (c) =>
      c.json(await actions.updateConversation(signedIn(c), c.req.valid("param").id, c.req.valid("json")), 200),
  );
}

conversations.openapi(
  route(
    { access: "required", object: ofConversation("forbidden") },
    {
      method: "delete",
      path: "/v1/conversations/{id}",
      tags,
      summary: "End a group or channel for everybody, or put a direct conversation away",
      description:
        "A direct conversation goes into your own archive alone, and comes back when the other one writes; a request is declined so.",
      request: { params },
      responses: { 204: empty("It is gone") },
    },
  ),
  async (c) => {
    await actions.deleteConversation(signedIn(c), c.req.valid("param").id);
    return c.body(null, 204);
  },
);

conversations.openapi(
  route(
    { access: "required", object: ofConversation("forbidden") },
    {
      method: "put",
      path: "/v1/conversations/{id}/settings",
      tags,
      summary: "Mute or archive a conversation for yourself",
      description: "A direct conversation leaves the archive when the other one writes, unless you have muted it.",
      request: { params, body: body(conversationSettings) },
      responses: { 200: json(conversation, "The conversation as it is now") },
    },
  ),
  async (c) =>
    c.json(await actions.configureConversation(signedIn(c), c.req.valid("param").id, c.req.valid("json")), 200),
);

conversations.openapi(
  route(
    { access: "required", permission: "message.write", object: ofConversation("allowed") },
    {
      method: "post",
      path: "/v1/conversations/{id}/join",
      tags,
      summary: "Join a channel",
      request: { params },
      responses: { 200: json(conversation, "The channel; joining twice changes nothing") },
    },
  ),
  async (c) => c.json(await actions.joinConversation(signedIn(c), c.req.valid("param").id), 200),
);

conversations.openapi(
  route(
    { access: "required", object: ofConversation("forbidden") },
    {
      method: "post",
      path: "/v1/conversations/{id}/leave",
      tags,
      summary: "Leave a conversation",
      request: { params },
      responses: { 204: empty("You are not in it any more") },
    },
  ),
  async (c) => {
    await actions.leaveConversation(signedIn(c), c.req.valid("param").id);
    return c.body(null, 204);
  },
);

conversations.route("/", members);
conversations.route("/", invites);
conversations.route("/", messages);
