/** Routes of people: profiles here, relations and lists of people in files of their own. */
import { z } from "@hono/zod-openapi";
import {
  autocompleteQuery,
  idOrUsername,
  idsQuery,
  me,
  updateMe,
  user,
  userCards,
  userList,
} from "../../../contract/users.ts";
import { scopeOf, signedIn } from "../../http/context.ts";
import { body, feature, json, route } from "../../http/route.ts";
import * as actions from "./actions.ts";
import { peopleLists } from "./list-routes.ts";
import { readMe } from "./me.ts";
import { relations } from "./relation-routes.ts";

export const people = feature();

const tags = ["People"];

people.openapi(
  route(
    { access: "required", etag: true },
    {
      method: "get",
      path: "/v1/users/me",
      tags,
      summary: "Your own account",
      responses: { 200: json(me, "The account") },
    },
  ),
  async (c) => c.json(await readMe(signedIn(c)), 200),
);

for (const method of ["patch", "put"] as const) {
  people.openapi(
    route(
      { access: "required", permission: "profile.write" },
      {
        method,
        path: "/v1/users/me",
        tags,
        summary: "Change your profile and settings: the fields sent",
        request: { body: body(updateMe) },
        responses: { 200: json(me, "The account as it is now") },
      },
    ),
    async (c) => c.json(await actions.updateMe(signedIn(c), c.req.valid("json")), 200),
  );
}

people.openapi(
  route(
    { access: "required" },
    {
      method: "get",
      path: "/v1/users/autocomplete",
      tags,
      summary: "People whose name begins like this, for mentions",
      request: { query: autocompleteQuery },
      responses: { 200: json(userCards, "The likeliest first") },
    },
  ),
  async (c) => {
    const { q, limit } = c.req.valid("query");
    return c.json({ items: await actions.autocompletePeople(signedIn(c), q, limit) }, 200);
  },
);

people.openapi(
  route(
    { access: "optional" },
    {
      method: "get",
      path: "/v1/users",
      tags,
      summary: "Many profiles at once; missing ones are left out",
      request: { query: idsQuery },
      responses: { 200: json(userList, "Profiles in the order asked for") },
    },
  ),
  async (c) => c.json({ items: await actions.readUsers(scopeOf(c), c.req.valid("query").ids) }, 200),
);

// Both hold fixed paths that a username would otherwise match.
people.route("/", peopleLists);
people.route("/", relations);

people.openapi(
  route(
    { access: "optional", etag: true, object: { param: "idOrUsername", kind: "user", others: "allowed" } },
    {
      method: "get",
      path: "/v1/users/{idOrUsername}",
      tags,
      summary: "A profile",
      request: { params: z.strictObject({ idOrUsername }) },
      responses: { 200: json(user, "The profile, restricted to its card where the rest is not yours to see") },
    },
  ),
  async (c) => c.json(await actions.readUser(scopeOf(c), c.req.valid("param").idOrUsername), 200),
);
