/** Routes of messages, and of the live socket of a room. */
import { z } from "@hono/zod-openapi";
import { readState, readUpTo } from "../../../contract/conversations.ts";
import { id } from "../../../contract/ids.ts";
import {
  historyPage,
  historyQuery,
  messageHits,
  messageList,
  messageSearchQuery,
  messageSent,
  newMessage,
} from "../../../contract/messages.ts";
import { createdOnce } from "../../http/answer.ts";
import { signedIn } from "../../http/context.ts";
import { body, empty, feature, json, route } from "../../http/route.ts";
import { socketQuery } from "../../http/sockets.ts";
import * as actions from "./messages.ts";
import { openSocket } from "./socket.ts";

export const messages = feature();

const tags = ["Messages"];
const params = z.strictObject({ id });
const ofPin = z.strictObject({ id, seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const object = { param: "id", kind: "conversation", others: "allowed" } as const;
const ownObject = { ...object, others: "forbidden" } as const;

messages.openapi(
  route(
    { access: "required", object },
    {
      method: "get",
      path: "/v1/conversations/{id}/messages",
      tags,
      summary: "Messages of a conversation, and what else happened in it",
      description: "Pages by `seq`: the newest, or those `before` or `after` one; always ascending.",
      request: { params, query: historyQuery },
      responses: { 200: json(historyPage, "A stretch of history; messages are as they are now") },
    },
  ),
  async (c) => c.json(await actions.readHistory(signedIn(c), c.req.valid("param").id, c.req.valid("query")), 200),
);

messages.openapi(
  route(
    { access: "required", permission: "message.write", limit: "messages", idempotent: true, object: ownObject },
    {
      method: "post",
      path: "/v1/conversations/{id}/messages",
      tags,
      summary: "Send a message",
      description:
        "`id` is the client's own: sending it again stores nothing twice. `mediaIds` are media of one's own that are ready; beside them `content` may be empty. Answering a request accepts it.",
      request: { params, body: body(newMessage) },
      responses: { 201: json(messageSent, "It is stored; a repeat gets the same `seq`") },
    },
  ),
  async (c) => {
    const scope = signedIn(c);
    const conversationId = c.req.valid("param").id;
    const input = c.req.valid("json");
    return c.json(
      await createdOnce(
        () => actions.sendMessage(scope, conversationId, input),
        () => actions.resendMessage(scope, conversationId, input),
      ),
      201,
    );
  },
);

messages.openapi(
  route(
    { access: "required", limit: "search", object },
    {
      method: "get",
      path: "/v1/conversations/{id}/search",
      tags,
      summary: "Find messages of a conversation by their words",
      request: { params, query: messageSearchQuery },
      responses: { 200: json(messageHits, "Hits, the newest first; go on with `before`: the last one's seq") },
    },
  ),
  async (c) => c.json(await actions.searchMessages(signedIn(c), c.req.valid("param").id, c.req.valid("query")), 200),
);

messages.openapi(
  route(
    { access: "required", object: ownObject },
    {
      method: "put",
      path: "/v1/conversations/{id}/read",
      tags,
      summary: "Tell how far you have read",
      request: { params, body: body(readUpTo) },
      responses: { 200: json(readState, "The cursor, which never goes back, and what is left unread") },
    },
  ),
  async (c) => c.json(await actions.markRead(signedIn(c), c.req.valid("param").id, c.req.valid("json").upTo), 200),
);

messages.openapi(
  route(
    { access: "required", object },
    {
      method: "get",
      path: "/v1/conversations/{id}/pins",
      tags,
      summary: "Pinned messages",
      request: { params },
      responses: { 200: json(messageList, "All pinned messages") },
    },
  ),
  async (c) => c.json(await actions.listPins(signedIn(c), c.req.valid("param").id), 200),
);

for (const method of ["put", "delete"] as const) {
  messages.openapi(
    route(
      { access: "required", object: ownObject },
      {
        method,
        path: "/v1/conversations/{id}/pins/{seq}",
        tags,
        summary: method === "put" ? "Pin a message" : "Take a pin out",
        request: { params: ofPin },
        responses: { 204: empty(method === "put" ? "It is pinned" : "It is not pinned") },
      },
    ),
    async (c) => {
      const { id: conversationId, seq } = c.req.valid("param");
      await actions.pinMessage(signedIn(c), conversationId, seq, method === "put");
      return c.body(null, 204);
    },
  );
}

messages.openapi(
  route(
    { access: "required", ticket: true, object },
    {
      method: "get",
      path: "/v1/conversations/{id}/socket",
      tags,
      summary: "The live socket of a conversation",
      description:
        "A WebSocket with the subprotocol `stoa.v1`. Authorization header, or `?ticket=` of `POST /v1/live/ticket`; the client begins with `hello`.",
      request: { params, query: socketQuery },
      responses: { 101: empty("The socket") },
    },
  ),
  async (c) => openSocket(c, c.req.valid("param").id),
);
