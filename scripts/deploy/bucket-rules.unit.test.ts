/** What Wrangler itself makes of the rules, with Cloudflare's API played by a server on this machine. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lifecycleConfiguration } from "../../r2/lifecycle.ts";
import { run } from "../lib/commands.ts";
import { configureBucket, type Wrangler } from "./account.ts";

/** Wrangler is large and starts twice. */
const patience = 120_000;

interface Asked {
  request: string;
  body: unknown;
}

let server: Server;
let asked: Asked[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    void json(request).then((body) => {
      asked.push({ request: `${request.method} ${request.url}`, body });
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ success: true, result: {}, errors: [], messages: [] }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  server.close();
  await once(server, "close");
});

/** Wrangler, signed in to the server above. */
const wrangler: Wrangler = (args) =>
  run("wrangler", args, {
    env: {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      CLOUDFLARE_API_TOKEN: "token",
      CLOUDFLARE_ACCOUNT_ID: "account",
    },
  });

describe("configureBucket", () => {
  it(
    "is understood by Wrangler, which sends the rules on as they are",
    async () => {
      await configureBucket(wrangler, "stoa-media", "https://community.test");
      expect(asked).toEqual([
        {
          request: "PUT /accounts/account/r2/buckets/stoa-media/cors",
          body: {
            rules: [
              {
                id: "the site reads and uploads",
                allowed: {
                  origins: ["https://community.test"],
                  methods: ["GET", "HEAD", "PUT"],
                  headers: ["content-type", "range", "if-match", "if-none-match"],
                },
                exposeHeaders: ["accept-ranges", "content-length", "content-range", "etag"],
                maxAgeSeconds: 3600,
              },
            ],
          },
        },
        { request: "PUT /accounts/account/r2/buckets/stoa-media/lifecycle", body: lifecycleConfiguration },
      ]);
    },
    patience,
  );
});
