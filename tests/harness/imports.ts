/** Imports of tests: sending lines as an administrator, and lines of places that do not meet. */
import { exports as entrypoints } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import type { ImportInput, ImportResult } from "../../contract/import.ts";
import { externalIds } from "../../db/schema.ts";
import { db, makePerson, origin, type Person } from "./people.ts";

export interface SendOptions {
  /** An administrator unless given; null: nobody. */
  as?: Person | null;
  type?: string;
}

let administrator: Promise<Person> | undefined;

/** The administrator who sends; the same one in a whole file. */
export function importer(): Promise<Person> {
  administrator ??= makePerson({ role: "admin" });
  return administrator;
}

/** Sends lines (objects, or raw text for malformed ones) to the import. */
export async function send(
  lines: readonly (ImportInput | string)[],
  { as, type = "application/x-ndjson" }: SendOptions = {},
) {
  const sender = as === undefined ? await importer() : as;
  const response = await entrypoints.default.fetch(`${origin}/v1/admin/import`, {
    method: "POST",
    headers: { ...(sender && { Authorization: `Bearer ${sender.token}` }), "Content-Type": type },
    body: lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
  });
  return { status: response.status, body: await response.json<ImportResult & { code?: string }>() };
}

let places = 0;

/** Lines of a place of its own, so that tests do not meet. Without other times, everything there happened at `at`. */
export function place() {
  const number = ++places;
  const source = `old-${number}`;
  const at = "2010-05-01T12:00:00.000Z";
  const username = (externalId: string) => `p${number}_${externalId}`;
  return {
    source,
    username,
    person: (externalId: string, more: object = {}): ImportInput => ({
      kind: "person",
      source,
      externalId,
      username: username(externalId),
      displayName: `Person ${externalId}`,
      createdAt: at,
      ...more,
    }),
    follow: (follower: string, followee: string): ImportInput => ({
      kind: "follow",
      source,
      follower,
      followee,
      createdAt: at,
    }),
    post: (externalId: string, author: string, more: object = {}): ImportInput => ({
      kind: "post",
      source,
      externalId,
      author,
      type: "text",
      content: `Post ${externalId}`,
      createdAt: at,
      ...more,
    }),
    comment: (externalId: string, post: string, author: string, more: object = {}): ImportInput => ({
      kind: "comment",
      source,
      externalId,
      author,
      post,
      content: `Comment ${externalId}`,
      createdAt: at,
      ...more,
    }),
    like: (person: string, target: { post: string } | { comment: string }): ImportInput => ({
      kind: "like",
      source,
      person,
      ...target,
    }),
    conversation: (externalId: string, more: object = {}): ImportInput => ({
      kind: "conversation",
      source,
      externalId,
      type: "channel",
      name: `Room ${externalId}`,
      createdAt: at,
      ...more,
    }),
    message: (externalId: string, conversation: string, sender: string, more: object = {}): ImportInput => ({
      kind: "message",
      source,
      externalId,
      conversation,
      sender,
      content: `Message ${externalId}`,
      createdAt: at,
      ...more,
    }),
    membership: (
      externalId: string,
      conversation: string,
      person: string,
      event: "joined" | "left",
      more: object = {},
    ): ImportInput => ({
      kind: "membership",
      source,
      externalId,
      conversation,
      person,
      event,
      createdAt: at,
      ...more,
    }),
    /** The id here of something that was brought; empty where it was not. */
    id: async (kind: string, externalId: string): Promise<string> => {
      const [row] = await db
        .select()
        .from(externalIds)
        .where(and(eq(externalIds.source, source), eq(externalIds.kind, kind), eq(externalIds.externalId, externalId)));
      return row?.id ?? "";
    },
  };
}
