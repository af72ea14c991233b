/** What clients ask over HTTP, on a site that may be gone at any moment. */
import type { HistoryPage } from "../../contract/messages.ts";
import { accessToken, type Member } from "../../scripts/lib/crowd.ts";
import { type Line, lineOfItem } from "./record.ts";

/** The site did not answer, or said that it cannot now: try again later. */
export class Unreachable extends Error {}

const patience = 10_000;

/** Calls once as `member`. Throws `Unreachable` where a client would try again, and an ordinary error for every other refusal. */
export async function ask<Answer>(origin: string, member: Member, path: string, method = "GET"): Promise<Answer> {
  const headers = { Authorization: `Bearer ${await accessToken(member)}`, Accept: "application/json" };
  const response = await settle(fetch(origin + path, { method, headers, signal: AbortSignal.timeout(patience) }));
  const body = await settle(response.text());
  if (response.ok) return JSON.parse(body) as Answer;
  const reason = `${method} ${path}: ${response.status} ${body.slice(0, 200)}`;
  throw response.status >= 500 ? new Unreachable(reason) : new Error(reason);
}

async function settle<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    throw new Unreachable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The history after `after`, page by page, to its end. */
export async function* readHistory(
  origin: string,
  member: Member,
  conversationId: string,
  after: number,
): AsyncGenerator<Line[]> {
  for (let from = after; ;) {
    const path = `/v1/conversations/${conversationId}/messages?after=${from}&limit=100`;
    const { items, lastSeq } = await ask<HistoryPage>(origin, member, path);
    if (lastSeq === null) return;
    yield items.map(lineOfItem);
    from = lastSeq;
  }
}
