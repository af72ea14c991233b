/** The reference for people: one page of plain HTML made from the OpenAPI document, readable without scripts. */
import { html, raw } from "hono/html";

interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  maxLength?: number;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  description?: string;
}
interface Content {
  content?: Record<string, { schema?: Schema }>;
  description?: string;
}
interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema; description?: string }[];
  requestBody?: Content;
  responses?: Record<string, Content>;
}
interface Document {
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

/** The page. Everything in it comes from the code of the site, and is escaped all the same. */
export function docsPage(source: Record<string, unknown>) {
  const document = source as unknown as Document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method,
      operation,
      tag: operation.tags?.[0] ?? "Other",
    })),
  );
  const groups = [...Map.groupBy(operations, (entry) => entry.tag)];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} reference</title>
        <link rel="stylesheet" href="/docs.css" />
      </head>
      <body>
        <nav aria-label="Contents">
          <h1>${document.info.title} <small>${document.info.version}</small></h1>
          <p><a href="/v1/openapi.json">openapi.json</a></p>
          ${groups.map(
            ([tag, entries]) =>
              html`<h2><a href="#${slug(tag)}">${tag}</a></h2>
                <ul>
                  ${entries.map((entry) => html`<li><a href="#${anchor(entry)}">${entry.operation.summary ?? entry.path}</a></li>`)}
                </ul>`,
          )}
          <h2><a href="#schemas">Schemas</a></h2>
        </nav>
        <main>
          <p>${document.info.description}</p>
          ${groups.map(
            ([tag, entries]) =>
              html`<section id="${slug(tag)}">
                <h2>${tag}</h2>
                ${entries.map(operationBlock)}
              </section>`,
          )}
          <section id="schemas">
            <h2>Schemas</h2>
            ${Object.entries(document.components?.schemas ?? {}).map(
              ([name, schema]) =>
                html`<article id="schema-${name}">
                  <h3>${name}</h3>
                  ${schemaBlock(schema)}
                </article>`,
            )}
          </section>
        </main>
      </body>
    </html>`;
}

const slug = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
const anchor = (entry: { method: string; path: string }) => slug(`${entry.method} ${entry.path}`);

function operationBlock({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  return html`<article id="${anchor({ method, path })}">
    <h3><code>${method.toUpperCase()} ${path}</code></h3>
    <p><strong>${operation.summary ?? ""}</strong></p>
    ${(operation.description ?? "").split("\n\n").map((paragraph) => html`<p>${paragraph.replaceAll("`", "")}</p>`)}
    ${
      (operation.parameters ?? []).length > 0
        ? html`<table>
            <caption>
              Parameters
            </caption>
            <tbody>
              ${operation.parameters?.map(
                (parameter) =>
                  html`<tr>
                    <th scope="row">${parameter.name}${parameter.required ? " *" : ""}</th>
                    <td>${parameter.in}</td>
                    <td>${typeOf(parameter.schema)} ${parameter.description ?? ""}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : ""
    }
    ${
      operation.requestBody
        ? html`<h4>Body</h4>
            ${contentBlock(operation.requestBody)}`
        : ""
    }
    ${Object.entries(operation.responses ?? {}).map(
      ([status, response]) =>
        html`<h4>${status === "default" ? "Errors" : status}: ${response.description ?? ""}</h4>
          ${contentBlock(response)}`,
    )}
  </article>`;
}

function contentBlock(content: Content) {
  return Object.values(content.content ?? {}).map(({ schema }) => (schema ? schemaBlock(schema) : ""));
}

function schemaBlock(schema: Schema): unknown {
  if (schema.$ref) return html`<p>${typeOf(schema)}</p>`;
  if (schema.allOf) return html`${schema.allOf.map(schemaBlock)}`;
  if (!schema.properties) return html`<p>${typeOf(schema)}</p>`;
  return html`<table>
    <tbody>
      ${Object.entries(schema.properties).map(
        ([name, property]) =>
          html`<tr>
            <th scope="row">${name}${schema.required?.includes(name) ? " *" : ""}</th>
            <td>${typeOf(property)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function typeOf(schema: Schema | undefined): unknown {
  if (!schema) return "";
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return html`${union.map((part, i) => html`${i > 0 ? raw(" | ") : ""}${typeOf(part)}`)}`;
  if (schema.allOf) return html`${schema.allOf.map((part) => typeOf(part))}`;
  if (schema.type === "array") return html`list of ${typeOf(schema.items)}`;
  if (schema.properties) {
    return html`{
    ${Object.entries(schema.properties).map(([name, part], i) => html`${i > 0 ? ", " : ""}${name}: ${typeOf(part)}`)} }`;
  }
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  const bounds = [
    schema.format,
    schema.minLength !== undefined ? `at least ${schema.minLength}` : undefined,
    schema.maxLength !== undefined ? `at most ${schema.maxLength}` : undefined,
    schema.minimum !== undefined && schema.minimum > Number.MIN_SAFE_INTEGER ? `from ${schema.minimum}` : undefined,
    schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER ? `to ${schema.maximum}` : undefined,
    schema.default !== undefined ? `default ${JSON.stringify(schema.default)}` : undefined,
  ].filter((bound) => bound !== undefined);
  return bounds.length > 0 ? `${type} (${bounds.join(", ")})` : type;
}
