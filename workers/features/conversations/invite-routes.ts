/** Routes of invitations. */
import { z } from "@hono/zod-openapi";
import { conversation, invite, inviteList, invitePreview, newInvite } from "../../../contract/conversations.ts";
import { id } from "../../../contract/ids.ts";
import { createdOnce } from "../../http/answer.ts";
import { signedIn } from "../../http/context.ts";
import { body, empty, feature, json, route } from "../../http/route.ts";
import * as actions from "./invites.ts";

export const invites = feature();

const tags = ["Conversations"];
const params = z.strictObject({ id });
const object = { param: "id", kind: "conversation", others: "forbidden" } as const;

invites.openapi(
  route(
    { access: "required", permission: "message.write", idempotent: true, object },
    {
      method: "post",
      path: "/v1/conversations/{id}/invites",
      tags,
      summary: "Make an invitation",
      request: { params, body: body(newInvite) },
      responses: { 201: json(invite, "The invitation; whoever has its code may join") },
    },
  ),
  async (c) => {
    const scope = signedIn(c);
    const conversationId = c.req.valid("param").id;
    return c.json(
      await createdOnce(
        () => actions.createInvite(scope, conversationId, c.req.valid("json")),
        (inviteId) => actions.readInvite(scope, conversationId, inviteId),
      ),
      201,
    );
  },
);

invites.openapi(
  route(
    { access: "required", object },
    {
      method: "get",
      path: "/v1/conversations/{id}/invites",
      tags,
      summary: "Invitations that still hold",
      request: { params },
      responses: { 200: json(inviteList, "Invitations") },
    },
  ),
  async (c) => c.json(await actions.listInvites(signedIn(c), c.req.valid("param").id), 200),
);

invites.openapi(
  route(
    { access: "required", object },
    {
      method: "delete",
      path: "/v1/conversations/{id}/invites/{inviteId}",
      tags,
      summary: "Take an invitation back",
      request: { params: z.strictObject({ id, inviteId: id }) },
      responses: { 204: empty("It holds no longer") },
    },
  ),
  async (c) => {
    const { id: conversationId, inviteId } = c.req.valid("param");
    await actions.revokeInvite(signedIn(c), conversationId, inviteId);
    return c.body(null, 204);
  },
);

/** Any text: what is no code is an invitation that does not hold. */
const codeParams = z.strictObject({ code: z.string().max(100) });
const ofInvite = { param: "code", kind: "invite", others: "allowed" } as const;

invites.openapi(
  route(
    { access: "required", object: ofInvite },
    {
      method: "get",
      path: "/v1/invites/{code}",
      tags,
      summary: "What an invitation leads to",
      request: { params: codeParams },
      responses: { 200: json(invitePreview, "The conversation as those see it who are not in it") },
    },
  ),
  async (c) => c.json(await actions.previewInvite(signedIn(c), c.req.valid("param").code), 200),
);

invites.openapi(
  route(
    { access: "required", permission: "message.write", object: ofInvite },
    {
      method: "post",
      path: "/v1/invites/{code}/accept",
      tags,
      summary: "Follow an invitation",
      request: { params: codeParams },
      responses: { 200: json(conversation, "The conversation that you are in now") },
    },
  ),
  async (c) => c.json(await actions.acceptInvite(signedIn(c), c.req.valid("param").code), 200),
);
