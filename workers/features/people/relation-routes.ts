/** Routes of relations between people. Each answers how the two stand afterwards, and repeating it changes nothing. */
import { z } from "@hono/zod-openapi";
import { id } from "../../../contract/ids.ts";
import type { LimitName } from "../../../contract/limits.ts";
import { type Relation, relation } from "../../../contract/users.ts";
import { signedIn } from "../../http/context.ts";
import { feature, json, route } from "../../http/route.ts";
import type { SignedInScope } from "../../scope.ts";
import * as actions from "./relations.ts";

export const relations = feature();

const tags = ["People"];
const answer = json(relation, "How you stand to this person now");

interface RelationRoute {
  method: "post" | "delete";
  /** Last segment of the path. */
  name: "follow" | "block" | "mute";
  limit: LimitName;
  summary: string;
  act: (scope: SignedInScope, otherId: string) => Promise<Relation>;
}

const relationRoutes: RelationRoute[] = [
  {
    method: "post",
    name: "follow",
    limit: "reactions",
    summary: "Follow a person, or ask to where the account is locked",
    act: actions.follow,
  },
  {
    method: "delete",
    name: "follow",
    limit: "reactions",
    summary: "Follow a person no longer, or take a request back",
    act: actions.unfollow,
  },
  {
    method: "post",
    name: "block",
    limit: "writes",
    summary: "Block a person: neither sees the other any more",
    act: actions.block,
  },
  { method: "delete", name: "block", limit: "writes", summary: "Take a block back", act: actions.unblock },
  {
    method: "post",
    name: "mute",
    limit: "writes",
    summary: "Mute a person: out of your lists and notifications",
    act: actions.mute,
  },
  { method: "delete", name: "mute", limit: "writes", summary: "Take a mute back", act: actions.unmute },
];

for (const { method, name, limit, summary, act } of relationRoutes) {
  relations.openapi(
    route(
      {
        access: "required",
        permission: "people.relate",
        limit,
        object: { param: "id", kind: "user", others: "allowed" },
      },
      {
        method,
        path: `/v1/users/{id}/${name}`,
        tags,
        summary,
        request: { params: z.strictObject({ id }) },
        responses: { 200: answer },
      },
    ),
    async (c) => c.json(await act(signedIn(c), c.req.valid("param").id), 200),
  );
}

relations.openapi(
  route(
    {
      access: "required",
      permission: "people.relate",
      object: { param: "userId", kind: "follow-request", others: "hidden" },
    },
    {
      method: "post",
      path: "/v1/users/me/follow-requests/{userId}",
      tags,
      summary: "Let somebody who asked follow you",
      request: { params: z.strictObject({ userId: id }) },
      responses: { 200: answer },
    },
  ),
  async (c) => c.json(await actions.acceptRequest(signedIn(c), c.req.valid("param").userId), 200),
);

relations.openapi(
  route(
    {
      access: "required",
      permission: "people.relate",
      // It names a person, not a request: turning away somebody who did not ask, or twice, changes nothing.
      object: { param: "userId", kind: "user", others: "allowed" },
    },
    {
      method: "delete",
      path: "/v1/users/me/follow-requests/{userId}",
      tags,
      summary: "Turn away somebody who asked to follow you",
      request: { params: z.strictObject({ userId: id }) },
      responses: { 200: answer },
    },
  ),
  async (c) => c.json(await actions.refuseRequest(signedIn(c), c.req.valid("param").userId), 200),
);
