/** The route that brings a community in. */
import { z } from "@hono/zod-openapi";
import { importResult, maxImportLines } from "../../../contract/import.ts";
import { signedIn } from "../../http/context.ts";
import { AppError } from "../../http/error.ts";
import { feature, json, route } from "../../http/route.ts";
import { importLines } from "./actions.ts";

export const importing = feature();

const ndjson = "application/x-ndjson";

importing.openapi(
  route(
    { access: "required", permission: "admin.import", limit: "none", maxBody: 16 * 1024 * 1024 },
    {
      method: "post",
      path: "/v1/admin/import",
      tags: ["Administration"],
      summary: "Bring people, what they wrote and their conversations from elsewhere",
      description:
        `NDJSON, at most ${maxImportLines} lines and 16 MiB: one object per line with \`kind\` person, follow, post, comment, like, conversation, message or membership, ` +
        "a `source` and the ids that things have there. A line may refer to what other lines of the same request or earlier requests brought. Lines are judged one by one; " +
        "sending them again changes nothing. Original times are kept and nobody is notified.",
      request: { body: { required: true, content: { [ndjson]: { schema: z.string() } } } },
      responses: { 200: json(importResult, "What was brought, what was there already, what was refused and why") },
    },
  ),
  async (c) => {
    if (c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase() !== ndjson) {
      throw new AppError("unsupported_media_type", `Send ${ndjson}.`);
    }
    // Not as text(): the runtime warns of content types that it does not take for text.
    const body = new TextDecoder().decode(await c.req.arrayBuffer());
    return c.json(await importLines(signedIn(c), body), 200);
  },
);
