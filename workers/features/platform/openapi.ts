/** The machine-readable reference: generated from the routes and their schemas, with what every route shares filled in. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { problem } from "../../../contract/errors.ts";
import { defaultLimits, type LimitName } from "../../../contract/limits.ts";
import { roomRole } from "../../../contract/messages.ts";
import type { AppEnv } from "../../http/context.ts";
import type { RouteRules } from "../../http/route.ts";
import { version } from "../../version.ts";

interface Operation {
  "x-stoa"?: RouteRules;
  description?: string;
  security?: Record<string, string[]>[];
  parameters?: unknown[];
  responses?: Record<string, unknown>;
}
type Paths = Record<string, Record<string, Operation>>;

const documents = new WeakMap<object, Record<string, unknown>>();

/** The OpenAPI 3.1 document of an app; made once, since routes do not change. */
export function describeApp(app: OpenAPIHono<AppEnv>): Record<string, unknown> {
  const known = documents.get(app);
  if (known) return known;
  registerShared(app);
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Stoa",
      version,
      description:
        "The public interface. JSON in camelCase; ids are ULIDs; times are ISO 8601 in UTC; lengths count Unicode code points. Errors are RFC 9457 problem details. Clients ignore fields that they do not know; the server refuses them.",
    },
    servers: [{ url: "/" }],
  });
  for (const path of Object.values((document.paths ?? {}) as Paths))
    for (const operation of Object.values(path)) complete(operation);
  const plain = admittingNull(document) as Record<string, unknown>;
  documents.set(app, plain);
  return plain;
}

function registerShared(app: OpenAPIHono<AppEnv>): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
  });
  app.openAPIRegistry.register("Problem", problem);
  // The generator makes of a named schema what it meets first, which of this one may be null.
  app.openAPIRegistry.register("RoomRole", roomRole);
}

/** A part of the document with references that may be null said so: the generator asks for both what is named, which is never null, and null. */
function admittingNull(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(admittingNull);
  if (typeof part !== "object" || part === null) return part;
  const both = "allOf" in part && Array.isArray(part.allOf) ? (part.allOf as { $ref?: string; type?: unknown }[]) : [];
  const [named, narrowed] = both;
  if (named?.$ref !== undefined && Array.isArray(narrowed?.type) && narrowed.type.includes("null"))
    return { anyOf: [named, { type: "null" }] };
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, admittingNull(value)]));
}

function complete(operation: Operation): void {
  const rules = operation["x-stoa"];
  if (!rules) return;
  if (rules.access !== "public" || rules.identifies)
    operation.security = rules.access === "required" ? [{ bearer: [] }] : [{ bearer: [] }, {}];
  operation.description = [operation.description, describeRules(rules)].filter(Boolean).join("\n\n");
  if (rules.idempotent) {
    operation.parameters = [
      ...(operation.parameters ?? []),
      {
        name: "Idempotency-Key",
        in: "header",
        required: false,
        schema: { type: "string", maxLength: 200 },
        description: "The same key within 24 hours answers the same resource and does nothing twice.",
      },
    ];
  }
  operation.responses = {
    ...operation.responses,
    default: {
      description: "A problem (RFC 9457)",
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  };
}

function describeRules(rules: RouteRules): string {
  const parts = [
    {
      public: "Access: public.",
      optional: "Access: public content without an account, more with one.",
      required: "Access: signed in.",
    }[rules.access],
  ];
  if (rules.permission) parts.push(`Permission: \`${rules.permission}\`.`);
  if (rules.limit && rules.limit !== "none")
    parts.push(`Limit: \`${rules.limit}\`, ${describeLimit(rules.limit)} by default.`);
  return parts.join(" ");
}

function describeLimit(name: LimitName): string {
  const { max, seconds } = defaultLimits[name];
  return `${max} per ${seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds / 60} min`}`;
}
