/** Routes of the person's own socket. */
import { liveTicket } from "../../../contract/conversations.ts";
import { seenPosts } from "../../../contract/posts.ts";
import { signedIn } from "../../http/context.ts";
import { body, empty, feature, json, route } from "../../http/route.ts";
import { checkUpgrade, socketQuery } from "../../http/sockets.ts";
import * as actions from "./actions.ts";

export const live = feature();

const tags = ["Live"];

live.openapi(
  route(
    { access: "required" },
    {
      method: "post",
      path: "/v1/live/ticket",
      tags,
      summary: "A ticket that opens one live socket",
      description:
        "For browsers, which cannot send an Authorization header with an upgrade: pass it as `?ticket=`. Good once, within `expiresIn` seconds.",
      responses: { 200: json(liveTicket, "The ticket") },
    },
  ),
  async (c) => c.json(await actions.issueTicket(signedIn(c)), 200),
);

live.openapi(
  route(
    { access: "required", ticket: true },
    {
      method: "get",
      path: "/v1/live",
      tags,
      summary: "The person's own socket: what concerns them, wherever they are",
      description: "A WebSocket with the subprotocol `stoa.v1`. Authorization header, or `?ticket=`.",
      request: { query: socketQuery },
      responses: { 101: empty("The socket; it begins with `welcome`") },
    },
  ),
  async (c) => {
    checkUpgrade(c);
    return actions.connect(signedIn(c));
  },
);

live.openapi(
  route(
    { access: "required" },
    {
      method: "post",
      path: "/v1/posts/views",
      tags: ["Posts"],
      summary: "Tell which posts were seen",
      description: "Each post counts one view per person and day (UTC). Posts that one may not read are passed over.",
      request: { body: body(seenPosts) },
      responses: { 204: empty("They are counted") },
    },
  ),
  async (c) => {
    await actions.seePosts(signedIn(c), c.req.valid("json").ids);
    return c.body(null, 204);
  },
);
