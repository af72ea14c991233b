/** Suggestions: the effect that works them out, and reading them. */
import type { Page, PageQuery } from "../../../contract/page.ts";
import type { Suggestion } from "../../../contract/users.ts";
import { cutPage } from "../../../db/cursor.ts";
import { peopleRules } from "../../access/people.ts";
import type { Payload } from "../../effects/kinds.ts";
import { readCursor } from "../../http/page.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { subjectOf } from "../../pipeline/cards.ts";
import { rebuildSuggestionsOf, selectPopular, selectSuggestions, type SuggestionRow } from "./suggestions-store.ts";
import { presentSuggestion } from "./view.ts";

/** Works out anew whom these people may want to follow. Repeating it changes nothing. */
export async function rebuildSuggestions(scope: Scope, { userIds }: Payload<"people.suggest">): Promise<void> {
  await rebuildSuggestionsOf(scope.db, [...new Set(userIds)]);
}

/** Whom the viewer may want to follow, best first. A first page that stays short is filled up with people whom many follow. */
export async function listSuggestions(scope: SignedInScope, { limit, cursor }: PageQuery): Promise<Page<Suggestion>> {
  const { db, viewer } = scope;
  const after = readCursor(cursor, ["number", "id"]);
  const stored = selectSuggestions(db, viewer.id, after, limit + 1);
  const [found, popular] =
    after === null ? await db.batch([stored, selectPopular(db, viewer.id, limit)]) : [await stored, []];
  const page = cutPage(found, limit, (row) => [row.score, row.card.id]);
  const unknown = popular.map((row) => ({ ...row, score: 0, mutuals: 0, sharedInterests: [] }));
  const rows: SuggestionRow[] = [...page.rows, ...unknown].filter((row) => isSuggestible(row, scope));
  return { items: rows.slice(0, limit).map((row) => presentSuggestion(row, viewer)), nextCursor: page.nextCursor };
}

/** What is stored may be older than a follow, a block or a mute. */
function isSuggestible(row: SuggestionRow, { viewer }: SignedInScope): boolean {
  return row.relation.followState === null && peopleRules.list(subjectOf(row.card, row.relation), viewer);
}
