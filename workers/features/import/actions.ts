/** Bringing a community in. */
import type { ImportResult } from "../../../contract/import.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, overloaded } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { mentionCandidates } from "../../text/markdown.ts";
import { nameKey } from "../../text/names.ts";
import { wordsOf } from "../posts/actions.ts";
import { effectsOf } from "./effects.ts";
import { keyText, ownKey, referredKeys } from "./known.ts";
import { type Numbered, parseLines } from "./lines.ts";
import { planImport } from "./plan.ts";
import { insertRows, type Question, readKnown } from "./store.ts";

/** How often a request is planned anew because what it brings came from elsewhere in the same moment. */
const attempts = 4;
const raced = { path: "line", message: "was brought in the same moment" };

/**
 * Brings the lines of an NDJSON text. What came before is counted and left as it is, what cannot be brought is named; neither stops the
 * others, which are written as one transaction. Throws `payload_too_large` for too many lines.
 */
export async function importLines(scope: SignedInScope, body: string): Promise<ImportResult> {
  const { lines, refused } = parseLines(body);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const outcome = await importOnce(scope, lines);
    if (outcome) return { ...outcome, refused: [...refused, ...outcome.refused].toSorted((a, b) => a.line - b.line) };
  }
  throw overloaded(2);
}

/** Null when somebody else took a name or brought the same thing between reading and writing. */
async function importOnce(scope: SignedInScope, lines: readonly Numbered[]): Promise<ImportResult | null> {
  const known = await readKnown(scope.db, questionOf(lines));
  const plan = await planImport(lines, known, Date.now());
  const accepted = Object.values(plan.accepted).reduce((sum, count) => sum + count, 0);
  if (accepted > 0) {
    try {
      await commit(scope, {
        writes: insertRows(scope.db, plan.rows),
        effects: effectsOf(plan.rows),
        audit: {
          action: "import",
          targetType: "site",
          targetId: null,
          after: { ...plan.accepted, sources: sourcesOf(lines) },
        },
        conflicts: { "external_ids.": raced, "users.": raced, "credentials.": raced },
      });
    } catch (error) {
      if (error instanceof AppError && error.code === "conflict") return null;
      throw error;
    }
  }
  return { accepted, repeated: plan.repeated, refused: plan.refused };
}

function questionOf(lines: readonly Numbered[]): Question {
  const keys = new Map(
    lines.flatMap(({ value }) => [ownKey(value), ...referredKeys(value)]).map((key) => [keyText(key), key]),
  );
  const usernames = new Set<string>();
  const emails = new Set<string>();
  const follows: Question["follows"] = [];
  for (const { value } of lines) {
    if (value.kind === "follow") follows.push({ ...ownKey(value), follower: value.follower, followee: value.followee });
    if (value.kind === "person") {
      usernames.add(nameKey(value.username));
      if (value.email !== undefined) emails.add(value.email.toLowerCase());
    }
    if (value.kind === "post") for (const name of mentionCandidates(wordsOf(value))) usernames.add(name);
    if (value.kind === "comment") for (const name of mentionCandidates(value.content)) usernames.add(name);
  }
  return { keys: [...keys.values()], follows, usernames: [...usernames], emails: [...emails] };
}

function sourcesOf(lines: readonly Numbered[]): string[] {
  return [...new Set(lines.map(({ value }) => value.source))];
}
