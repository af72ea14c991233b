/** Routes of the members of a conversation, and of who may not come back. */
import { z } from "@hono/zod-openapi";
import {
  addMembers,
  membersAdded,
  roomBanPage,
  roomMember,
  roomMemberPage,
  updateMember,
} from "../../../contract/conversations.ts";
import { id } from "../../../contract/ids.ts";
import { pageQuery } from "../../../contract/page.ts";
import { signedIn } from "../../http/context.ts";
import { body, empty, feature, json, route } from "../../http/route.ts";
import * as actions from "./members.ts";

export const members = feature();

const tags = ["Conversations"];
const params = z.strictObject({ id });
const ofMember = z.strictObject({ id, userId: id });
const object = { param: "id", kind: "conversation", others: "forbidden" } as const;

members.openapi(
  route(
    { access: "required", object: { ...object, others: "allowed" } },
    {
      method: "get",
      path: "/v1/conversations/{id}/members",
      tags,
      summary: "Who is in a conversation",
      request: { params, query: pageQuery },
      responses: { 200: json(roomMemberPage, "Members, in the order in which they came") },
    },
  ),
  async (c) => c.json(await actions.listMembers(signedIn(c), c.req.valid("param").id, c.req.valid("query")), 200),
);

members.openapi(
  route(
    { access: "required", permission: "message.write", object },
    {
      method: "post",
      path: "/v1/conversations/{id}/members",
      tags,
      summary: "Add people to a group or channel",
      request: { params, body: body(addMembers) },
      responses: { 200: json(membersAdded, "Who is in now, and who could not be added") },
    },
  ),
  async (c) => c.json(await actions.addMembers(signedIn(c), c.req.valid("param").id, c.req.valid("json").userIds), 200),
);

for (const method of ["patch", "put"] as const) {
  members.openapi(
    route(
      { access: "required", object },
      {
        method,
        path: "/v1/conversations/{id}/members/{userId}",
        tags,
        summary: "Give a member another role, or keep them from writing for a time",
        request: { params: ofMember, body: body(updateMember) },
        responses: { 200: json(roomMember, "The member as they are now") },
      },
    ),
    async (c) => {
      const { id: conversationId, userId } = c.req.valid("param");
      return c.json(await actions.changeMember(signedIn(c), conversationId, userId, c.req.valid("json")), 200);
    },
  );
}

members.openapi(
  route(
    { access: "required", object },
    {
      method: "delete",
      path: "/v1/conversations/{id}/members/{userId}",
      tags,
      summary: "Take somebody out of a conversation",
      request: { params: ofMember },
      responses: { 204: empty("They are not in it any more") },
    },
  ),
  async (c) => {
    const { id: conversationId, userId } = c.req.valid("param");
    await actions.removeMember(signedIn(c), conversationId, userId);
    return c.body(null, 204);
  },
);

members.openapi(
  route(
    { access: "required", object },
    {
      method: "get",
      path: "/v1/conversations/{id}/bans",
      tags,
      summary: "Who may not come back",
      request: { params, query: pageQuery },
      responses: { 200: json(roomBanPage, "Bans, the latest first") },
    },
  ),
  async (c) => c.json(await actions.listBans(signedIn(c), c.req.valid("param").id, c.req.valid("query")), 200),
);

const bans = [
  { method: "put", act: actions.banMember, summary: "Keep somebody out for good", done: "They are out and stay so" },
  { method: "delete", act: actions.unbanMember, summary: "Take a ban back", done: "They may come back" },
] as const;

for (const { method, act, summary, done } of bans) {
  members.openapi(
    route(
      { access: "required", object },
      {
        method,
        path: "/v1/conversations/{id}/bans/{userId}",
        tags,
        summary,
        request: { params: ofMember },
        responses: { 204: empty(done) },
      },
    ),
    async (c) => {
      const { id: conversationId, userId } = c.req.valid("param");
      await act(signedIn(c), conversationId, userId);
      return c.body(null, 204);
    },
  );
}
