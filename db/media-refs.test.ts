import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { newId } from "../contract/ids.ts";
import { openDatabase } from "./client.ts";
import { claimReferences, eraseReleased, releaseReferences } from "./media-refs.ts";

const db = openDatabase(env.DB);

it("finds media and their references by keys alone", async () => {
  const mediaIds = [newId(), newId()];
  const claim = { ownerId: newId(), mediaIds, kind: "message", subjectId: newId(), itemId: newId() } as const;
  const released = { kinds: ["message", "conversation"], subjectId: newId(), itemIds: [newId(), ""] } as const;
  const effect = { id: newId(), now: 1, dueAt: 2 };
  const [first, second, facts] = claimReferences(db, claim);
  const others = [eraseReleased(db, released, effect), releaseReferences(db, released)];
  const statements = [facts.toSQL(), ...[first, second, ...others].map((raw) => raw.getQuery())];
  for (const { sql, params } of statements) {
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...params)
      .all<{ detail: string }>();
    const scans = results.filter(({ detail }) => /\bSCAN\b/.test(detail) && !/json_each|CONSTANT ROW/.test(detail));
    expect(scans).toEqual([]);
    expect(results.some(({ detail }) => /SEARCH (media|media_refs) USING/.test(detail))).toBe(true);
  }
});
