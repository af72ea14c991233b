/** Routes of reports and moderation. */
import { z } from "@hono/zod-openapi";
import { id } from "../../../contract/ids.ts";
import { caseDetail, casePage, caseQuery, newReport, reportFiled } from "../../../contract/moderation.ts";
import { createdOnce } from "../../http/answer.ts";
import { signedIn } from "../../http/context.ts";
import { body, feature, json, route } from "../../http/route.ts";
import * as actions from "./actions.ts";

export const moderation = feature();

const tags = ["Moderation"];

moderation.openapi(
  route(
    { access: "required", permission: "report.write", limit: "reports", idempotent: true },
    {
      method: "post",
      path: "/v1/reports",
      tags,
      summary: "Report something to the moderators",
      request: { body: body(newReport) },
      responses: { 201: json(reportFiled, "The report; the first one if you reported this before") },
    },
  ),
  async (c) => {
    const scope = signedIn(c);
    const input = c.req.valid("json");
    return c.json(
      await createdOnce(
        () => actions.fileReport(scope, input),
        (reportId) => actions.readFiled(scope, reportId),
      ),
      201,
    );
  },
);

moderation.openapi(
  route(
    { access: "required", permission: "moderation.read" },
    {
      method: "get",
      path: "/v1/moderation/cases",
      tags,
      summary: "What was reported",
      request: { query: caseQuery },
      responses: { 200: json(casePage, "Cases, the newest first") },
    },
  ),
  async (c) => c.json(await actions.listCases(signedIn(c), c.req.valid("query")), 200),
);

moderation.openapi(
  route(
    {
      access: "required",
      permission: "moderation.read",
      etag: true,
      object: { param: "id", kind: "case", others: "allowed" },
    },
    {
      method: "get",
      path: "/v1/moderation/cases/{id}",
      tags,
      summary: "A case with its reports",
      request: { params: z.strictObject({ id }) },
      responses: { 200: json(caseDetail, "The case") },
    },
  ),
  async (c) => c.json(await actions.readCase(signedIn(c), c.req.valid("param").id), 200),
);
