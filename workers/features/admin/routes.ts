/** Routes of administration. */
import { z } from "@hono/zod-openapi";
import {
  adminUser,
  adminUserPage,
  adminUserQuery,
  auditPage,
  auditQuery,
  overview,
  updateAdminUser,
} from "../../../contract/admin.ts";
import { id } from "../../../contract/ids.ts";
import { siteSettings, updateSiteSettings } from "../../../contract/settings.ts";
import { signedIn } from "../../http/context.ts";
import { body, feature, json, route } from "../../http/route.ts";
import { listAccounts, updateAccount } from "./accounts.ts";
import { listAudit, readOverview } from "./actions.ts";
import { readSettings, updateSettings } from "./settings.ts";

export const admin = feature();

const tags = ["Administration"];

admin.openapi(
  route(
    { access: "required", permission: "admin.read", etag: true },
    {
      method: "get",
      path: "/v1/admin/overview",
      tags,
      summary: "Totals of the whole site",
      responses: { 200: json(overview, "Totals") },
    },
  ),
  async (c) => c.json(await readOverview(signedIn(c)), 200),
);

admin.openapi(
  route(
    { access: "required", permission: "admin.users" },
    {
      method: "get",
      path: "/v1/admin/users",
      tags,
      summary: "Accounts by username, role and status",
      request: { query: adminUserQuery },
      responses: { 200: json(adminUserPage, "The newest first, or by username where one is searched") },
    },
  ),
  async (c) => c.json(await listAccounts(signedIn(c), c.req.valid("query")), 200),
);

for (const method of ["patch", "put"] as const) {
  admin.openapi(
    route(
      { access: "required", permission: "admin.users", object: { param: "id", kind: "user", others: "allowed" } },
      {
        method,
        path: "/v1/admin/users/{id}",
        tags,
        summary: "Change an account's role, suspend or reinstate it, mark it as verified",
        request: { params: z.strictObject({ id }), body: body(updateAdminUser) },
        responses: { 200: json(adminUser, "The account as it is now") },
      },
    ),
    async (c) => c.json(await updateAccount(signedIn(c), c.req.valid("param").id, c.req.valid("json")), 200),
  );
}

admin.openapi(
  route(
    { access: "required", permission: "admin.audit" },
    {
      method: "get",
      path: "/v1/admin/audit",
      tags,
      summary: "Who did what to what",
      request: { query: auditQuery },
      responses: { 200: json(auditPage, "The latest first") },
    },
  ),
  async (c) => c.json(await listAudit(signedIn(c), c.req.valid("query")), 200),
);

admin.openapi(
  route(
    { access: "required", permission: "admin.settings", etag: true },
    {
      method: "get",
      path: "/v1/admin/settings",
      tags,
      summary: "The site's settings",
      responses: { 200: json(siteSettings, "Settings in force") },
    },
  ),
  async (c) => c.json(await readSettings(signedIn(c)), 200),
);

for (const method of ["patch", "put"] as const) {
  admin.openapi(
    route(
      { access: "required", permission: "admin.settings" },
      {
        method,
        path: "/v1/admin/settings",
        tags,
        summary: "Change settings: the fields sent, and within groups the keys sent",
        request: { body: body(updateSiteSettings) },
        responses: { 200: json(siteSettings, "Settings in force") },
      },
    ),
    async (c) => c.json(await updateSettings(signedIn(c), c.req.valid("json")), 200),
  );
}
