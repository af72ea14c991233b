/** Health, the public part of the settings, and the reference. */
import { z } from "@hono/zod-openapi";
import { sql } from "drizzle-orm";
import { health } from "../../../contract/platform.ts";
import { publicSettings } from "../../../contract/settings.ts";
import { healthKey } from "../../../r2/keys.ts";
import { scopeOf, unauthenticated } from "../../http/context.ts";
import { feature, json, route } from "../../http/route.ts";
import { sameText } from "../../http/tokens.ts";
import { version } from "../../version.ts";
import { docsPage } from "./docs.ts";
import { metricsText } from "./metrics.ts";

/** The platform's router; `describe` gives the document of the whole app, which is built around it. */
export function platformRoutes(describe: () => Record<string, unknown>) {
  const platform = feature();
  platform.openapi(
    route(
      { access: "public", limit: "none", always: true },
      {
        method: "get",
        path: "/v1/health",
        tags: ["Platform"],
        summary: "Whether the site works",
        responses: { 200: json(health, "All checks pass"), 503: json(health, "Some check failed") },
      },
    ),
    async (c) => {
      const { db, env } = scopeOf(c);
      const [database, media] = await Promise.allSettled([
        db.run(sql`SELECT value FROM totals WHERE name = 'people'`),
        env.MEDIA.head(healthKey),
      ]);
      const checks = { database: outcome(database), media: outcome(media) };
      const ok = Object.values(checks).every((check) => check === "ok");
      return c.json({ status: ok ? "ok" : "degraded", version, checks } as const, ok ? 200 : 503, {
        "Cache-Control": "no-store",
      });
    },
  );

  platform.openapi(
    route(
      { access: "public", always: true, etag: true },
      {
        method: "get",
        path: "/v1/settings",
        tags: ["Platform"],
        summary: "What everyone may know of the site's settings",
        responses: { 200: json(publicSettings, "The settings") },
      },
    ),
    (c) => {
      const { branding, registrationOpen, publicReading, maintenance, flags } = scopeOf(c).settings;
      return c.json({ branding, registrationOpen, publicReading, maintenance, flags }, 200);
    },
  );

  platform.openapi(
    route(
      { access: "public", limit: "none", always: true },
      {
        method: "get",
        path: "/v1/openapi.json",
        tags: ["Platform"],
        summary: "This reference for machines (OpenAPI 3.1)",
        responses: { 200: json(z.record(z.string(), z.unknown()), "The document") },
      },
    ),
    (c) => c.json(describe(), 200, { "Cache-Control": "public, max-age=300" }),
  );

  platform.get("/metrics", async (c) => {
    const { config, db } = scopeOf(c);
    const given = /^Bearer (.+)$/i.exec(c.req.header("Authorization") ?? "")?.[1] ?? "";
    if (!sameText(given, config.metricsToken)) throw unauthenticated("This needs the token for metrics.");
    return c.text(await metricsText(db), 200, {
      "Content-Type": "text/plain; version=0.0.4",
      "Cache-Control": "no-store",
    });
  });
  platform.get("/docs", (c) => c.html(docsPage(describe())));

  return platform;
}

function outcome(result: PromiseSettledResult<unknown>): "ok" | "failed" {
  return result.status === "fulfilled" ? "ok" : "failed";
}
