/** The routes of the app, found from the app itself, with a valid call of each. */
import { z } from "zod";
import { buildApp } from "../../workers/app.ts";
import type { RouteRules } from "../../workers/http/route.ts";

export interface FoundRoute {
  method: string;
  /** Pattern such as `/v1/posts/{id}`. */
  path: string;
  rules: RouteRules;
  /** Schema of the JSON body, if it takes one. */
  body: z.ZodType | null;
  /** Media type of a body that is not JSON. */
  bodyType: string | null;
  query: z.ZodObject | null;
  /** Whether it answers a list (`items`). */
  isList: boolean;
}

export const app = buildApp();

/** Every route that the app declares. */
export const routes: FoundRoute[] = app.openAPIRegistry.definitions.flatMap((definition) => {
  if (definition.type !== "route") return [];
  const { route } = definition;
  const content = (route.request?.body?.content ?? {}) as Record<string, { schema?: unknown }>;
  const [bodyType] = Object.keys(content);
  const answer = (route.responses[200] as { content?: Record<string, { schema?: unknown }> } | undefined)?.content?.[
    "application/json"
  ]?.schema;
  const declared = content["application/json"]?.schema;
  return [
    {
      method: route.method.toUpperCase(),
      path: route.path,
      rules: (route as unknown as { "x-stoa": RouteRules })["x-stoa"],
      body: declared instanceof z.ZodType ? declared : null,
      bodyType: bodyType === undefined || bodyType === "application/json" ? null : bodyType,
      query: (route.request?.query as z.ZodObject | undefined) ?? null,
      isList: answer instanceof z.ZodObject && "items" in answer.shape,
    },
  ];
});

/** Everything under /v1 that Hono would answer, so that a route declared in another way cannot hide. */
export const answeredPaths: string[] = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method !== "ALL" && path.startsWith("/v1"))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}")}`),
  ),
];

export const nameOf = (route: FoundRoute): string => `${route.method} ${route.path}`;

interface JsonSchema {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  minItems?: number;
  minLength?: number;
  minimum?: number;
}

let made = 0;

/** A smallest valid body for a schema. `values` overrides what a schema cannot tell (a password that is right, an id that exists). */
export function exampleOf(schema: z.ZodType, values: Record<string, unknown> = {}): unknown {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", target: "draft-2020-12" }) as JsonSchema;
  return sample(root, root, "", values);
}

/** The query that a route cannot do without, `?` included; empty where it needs none. */
export function requiredQuery({ query }: FoundRoute): string {
  const values = query === null ? {} : (exampleOf(query) as Record<string, string>);
  const text = new URLSearchParams(values).toString();
  return text === "" ? "" : `?${text}`;
}

function sample(schema: JsonSchema, root: JsonSchema, name: string, values: Record<string, unknown>): unknown {
  if (name in values) return values[name];
  if (schema.$ref) return sample(root.$defs?.[schema.$ref.split("/").at(-1) ?? ""] ?? {}, root, name, values);
  const union = schema.anyOf ?? schema.allOf;
  if (union) return sample(union[0] ?? {}, root, name, values);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    return Object.fromEntries(
      (schema.required ?? []).map((key) => [key, sample(schema.properties?.[key] ?? {}, root, key, values)]),
    );
  }
  switch (schema.type) {
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, root, "", values));
    case "boolean":
      return true;
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    default:
      return text(schema, name);
  }
}

function text(schema: JsonSchema, name: string): string {
  made += 1;
  if (schema.format === "email") return `example${made}.${crypto.randomUUID().slice(0, 8)}@example.org`;
  if (schema.format === "uri") return "https://example.org/";
  if (name === "username") return `example_${made}_${crypto.randomUUID().slice(0, 8)}`;
  if (schema.pattern?.includes("[0-7]")) return "01JD6Z3N9Q8T4V5W6X7Y8Z9ABC";
  return `example text ${made}`;
}
