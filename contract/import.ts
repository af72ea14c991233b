/** Bringing an existing community in: NDJSON lines, each with the id that it had elsewhere. */
import { z } from "zod";
import { audience, postTypes } from "./posts.ts";
import { line, text, time, url } from "./text.ts";
import { username } from "./users.ts";

const externalId = z.string().min(1).max(200);
/** Name of the place things come from; external ids are unique within it. */
const source = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a short lower-case name");

/** A person. Without `passwordHash` (scrypt PHC or bcrypt) nobody can sign in until a reset; `email` makes a reset possible. */
export const importPerson = z.strictObject({
  kind: z.literal("person"),
  source,
  externalId,
  username,
  displayName: line(1, 60),
  bio: text(0, 500).optional(),
  location: line(0, 100).optional(),
  interests: z.array(line(1, 40)).max(30).optional(),
  email: z.string().trim().max(254).pipe(z.email()).optional(),
  passwordHash: z
    .string()
    .max(300)
    .regex(/^(\$scrypt\$|\$2[aby]\$)/, "must be a scrypt PHC string or a bcrypt hash")
    .optional(),
  createdAt: time,
});
export const importFollow = z.strictObject({ kind: z.literal("follow"), source, follower: externalId, followee: externalId, createdAt: time.optional() });
export const importPost = z.strictObject({
  kind: z.literal("post"),
  source,
  externalId,
  author: externalId,
  type: z.enum(postTypes).extract(["text", "link", "article"]),
  content: text(0, 5000).default(""),
  tags: z.array(z.string().max(60)).max(10).optional(),
  audience: audience.optional(),
  link: z.strictObject({ url, title: line(0, 300).optional() }).optional(),
  article: z.strictObject({ title: line(1, 300), body: text(1, 50_000) }).optional(),
  score: z.int().optional(),
  comments: z.int().min(0).optional(),
  createdAt: time,
});
export const importComment = z.strictObject({
  kind: z.literal("comment"),
  source,
  externalId,
  author: externalId,
  post: externalId,
  parent: externalId.optional(),
  content: text(1, 5000),
  createdAt: time,
});
export const importLike = z.strictObject({ kind: z.literal("like"), source, person: externalId, post: externalId, createdAt: time.optional() });

export const importLine = z.discriminatedUnion("kind", [importPerson, importFollow, importPost, importComment, importLike]);
export type ImportLine = z.infer<typeof importLine>;
export type ImportPerson = z.infer<typeof importPerson>;
export type ImportFollow = z.infer<typeof importFollow>;
export type ImportPost = z.infer<typeof importPost>;
export type ImportComment = z.infer<typeof importComment>;
export type ImportLike = z.infer<typeof importLike>;

/** At most this many lines in one request. */
export const maxImportLines = 1000;

/** Lines are counted from 1. `repeated` were there already; `refused` say why and change nothing. */
export const importResult = z
  .object({ accepted: z.int(), repeated: z.int(), refused: z.array(z.object({ line: z.int(), code: z.string(), detail: z.string() })) })
  .meta({ id: "ImportResult" });
export type ImportResult = z.infer<typeof importResult>;
