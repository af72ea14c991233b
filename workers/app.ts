/** The app: order of middleware, the routers of all features, one error path. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { newId } from "../contract/ids.ts";
import { newMeter, openDatabase } from "../db/client.ts";
import { parseConfig } from "./env.ts";
import { features } from "./features/index.ts";
import { describeApp } from "./features/platform/openapi.ts";
import { platformRoutes } from "./features/platform/routes.ts";
import type { AppEnv } from "./http/context.ts";
import { crossOrigin } from "./http/cors.ts";
import { openGate } from "./http/gate.ts";
import { securityHeaders } from "./http/headers.ts";
import { newLogger } from "./http/log.ts";
import { problemAnswer } from "./http/problem.ts";
import { feature } from "./http/route.ts";
import { currentSettings } from "./http/settings.ts";
import { webApp } from "./http/web-app.ts";
import { keepSweeping } from "./effects/sweeping.ts";

/** Builds the app. It keeps nothing of a request, so one serves an isolate for life. */
export function buildApp(): OpenAPIHono<AppEnv> {
  const app = feature();
  app.onError((error, c) => problemAnswer(error, c));
  app.notFound(webApp);

  app.use(async (c, next) => {
    const requestId = newId();
    const started = Date.now();
    const log = newLogger({ requestId });
    const meter = newMeter();
    c.set("requestId", requestId);
    c.set("log", log);
    c.set("meter", meter);
    c.set("viewer", null);
    c.set("gate", openGate());
    c.set("config", parseConfig(c.env));
    c.set("db", openDatabase(c.env.DB, meter));
    c.set("settings", await currentSettings(c.env));
    keepSweeping(c.env, c.executionCtx);
    await next();
    c.header("X-Request-Id", requestId);
    log.info("request", {
      method: c.req.method,
      route: c.get("route"),
      status: c.res.status,
      ms: Date.now() - started,
      d1Calls: meter.calls,
      rowsRead: meter.rowsRead,
      viewer: c.get("viewer")?.id,
    });
  });
  app.use(securityHeaders);
  app.use("/v1/*", crossOrigin);

  for (const router of features) app.route("/", router);
  app.route(
    "/",
    platformRoutes(() => describeApp(app)),
  );
  return app;
}
