/** Bringing a community in. */
import type { ImportResult } from "../../../contract/import.ts";
import { roomAddress } from "../../../durable-objects/addresses.ts";
import type { Imported } from "../../../durable-objects/chat-room/types.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, overloaded } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { mentionCandidates } from "../../text/markdown.ts";
import { nameKey } from "../../text/names.ts";
import { openConversations } from "../conversations/actions.ts";
import { wordsOf } from "../posts/actions.ts";
import { effectsOf } from "./effects.ts";
import { isRoomLine, type Known, keyText, ownKey, referredKeys } from "./known.ts";
import { type Numbered, parseLines } from "./lines.ts";
import { type Plan, planImport } from "./plan.ts";
import { insertRows, type Question, readKnown, readUsernames } from "./store.ts";
import { furtherUsernames } from "./usernames.ts";

/** How often a request is planned anew because what it brings came from elsewhere in the same moment. */
const attempts = 4;
const raced = { path: "line", message: "was brought in the same moment" };

type Brought = Pick<ImportResult, "accepted" | "repeated">;

/**
 * Brings the lines of an NDJSON text. What came before is counted and left as it is, what cannot be brought is named; neither stops the
 * others. What D1 keeps is written as one transaction, then each room gets its part; sending again completes what was cut off between.
 * Throws `payload_too_large` for too many lines.
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
  const further = furtherUsernames(
    lines.map(({ value }) => value),
    known.usernames,
  );
  await readUsernames(scope.db, further, known);
  const plan = await planImport(lines, known, Date.now());
  const accepted = sum(Object.values(plan.accepted));
  const inRooms = sum([...plan.rooms.values()].map((items) => items.length));
  if (accepted + inRooms > 0) {
    try {
      await commit(scope, {
        writes: insertRows(scope.db, plan.rows),
        effects: effectsOf(plan.rows),
        audit: {
          action: "import",
          targetType: "site",
          targetId: null,
          after: { ...plan.accepted, inRooms, sources: sourcesOf(lines) },
        },
        conflicts: { "external_ids.": raced, "users.": raced, "credentials.": raced },
      });
    } catch (error) {
      if (error instanceof AppError && error.code === "conflict") return null;
      throw error;
    }
  }
  await openConversations(scope, openedBy(lines, known));
  const brought = await bringToRooms(scope, plan.rooms);
  return {
    accepted: accepted + brought.accepted,
    repeated: plan.repeated + brought.repeated,
    refused: plan.refused,
  };
}

async function bringToRooms(scope: SignedInScope, rooms: Plan["rooms"]): Promise<Brought> {
  const answers = await Promise.all([...rooms].map(([id, items]) => bringToRoom(scope, id, items)));
  return {
    accepted: sum(answers.map((answer) => answer.accepted)),
    repeated: sum(answers.map((answer) => answer.repeated)),
  };
}

/** A room takes all or, when it was never opened or has been closed since, nothing. */
async function bringToRoom(scope: SignedInScope, id: string, items: Imported[]): Promise<Brought> {
  const room = roomAddress(scope.env, id);
  const taken = (answer: Brought) => answer.accepted + answer.repeated === items.length;
  const first = await room.bring(items);
  if (taken(first)) return first;
  await openConversations(scope, [id]);
  const second = await room.bring(items);
  if (taken(second)) return second;
  throw overloaded(2);
}

/** Conversations of this request, those that an earlier one brought included: their rooms may not have been reached then. */
function openedBy(lines: readonly Numbered[], known: Known): string[] {
  return lines.flatMap(({ value }) => {
    const thing = value.kind === "conversation" ? known.things.get(keyText(ownKey(value))) : undefined;
    return thing && !thing.gone ? [thing.id] : [];
  });
}

function questionOf(lines: readonly Numbered[]): Question {
  const keys = new Map(
    lines
      .flatMap(({ value }) => [...(isRoomLine(value) ? [] : [ownKey(value)]), ...referredKeys(value)])
      .map((key) => [keyText(key), key]),
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

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
