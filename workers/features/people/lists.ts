/** Lists of people: followers and followed, requests, blocks and mutes. */
import type { Page, PageQuery } from "../../../contract/page.ts";
import type { UserListItem } from "../../../contract/users.ts";
import { cutPage } from "../../../db/cursor.ts";
import { type PersonSubject, peopleRules } from "../../access/people.ts";
import { AppError, notFound } from "../../http/error.ts";
import { readCursor } from "../../http/page.ts";
import type { Scope, SignedInScope, Viewer } from "../../scope.ts";
import { subjectOf } from "../../pipeline/cards.ts";
import { type Cut, type ListRow, peopleKeptAway, selectFollows } from "./lists-store.ts";
import { selectPerson } from "./store.ts";
import { presentListItem } from "./view.ts";

type PeoplePage = Page<UserListItem>;

/**
 * Who follows somebody, or whom they follow, latest first. Throws `not_found` when the person cannot be seen, `forbidden`
 * when they keep such lists to themselves.
 */
export async function listFollows(
  scope: Scope,
  idOrUsername: string,
  side: "followers" | "following",
  query: PageQuery,
): Promise<PeoplePage> {
  const { db, viewer } = scope;
  const viewerId = viewer?.id ?? null;
  const [[owner], rows] = await db.batch([
    selectPerson(db, viewerId, idOrUsername),
    selectFollows(db, viewerId, { side, of: idOrUsername, state: "following" }, cutOf(query)),
  ]);
  const subject = owner && subjectOf(owner.user, owner.relation);
  if (!subject || !peopleRules.see(subject, viewer)) throw notFound("person");
  if (!peopleRules.readActivity(subject, viewer)) {
    throw new AppError("forbidden", "This person does not show you whom they follow and who follows them.");
  }
  return toPage(rows, query, viewer, peopleRules.list);
}

/** Who asks to follow the viewer, latest first. */
export async function listFollowRequests(scope: SignedInScope, query: PageQuery): Promise<PeoplePage> {
  const { db, viewer } = scope;
  const list = { side: "followers", of: viewer.id, state: "requested" } as const;
  return toPage(await selectFollows(db, viewer.id, list, cutOf(query)), query, viewer, peopleRules.see);
}

/** Whom the viewer blocks. */
export async function listBlocks(scope: SignedInScope, query: PageQuery): Promise<PeoplePage> {
  return toPage(
    await peopleKeptAway(scope.db, "blocks", scope.viewer.id, cutOf(query)),
    query,
    scope.viewer,
    isNotDeleted,
  );
}

/** Whom the viewer mutes. */
export async function listMutes(scope: SignedInScope, query: PageQuery): Promise<PeoplePage> {
  return toPage(
    await peopleKeptAway(scope.db, "mutes", scope.viewer.id, cutOf(query)),
    query,
    scope.viewer,
    isNotDeleted,
  );
}

/** Whom one blocks or mutes is listed as long as the account stands, to be able to take it back. */
function isNotDeleted(person: PersonSubject): boolean {
  return person.status !== "deleted";
}

function cutOf({ limit, cursor }: PageQuery): Cut {
  return { after: readCursor(cursor, ["id"])?.[0] ?? null, limit: limit + 1 };
}

function toPage(
  rows: ListRow[],
  { limit }: PageQuery,
  viewer: Viewer | null,
  rule: (person: PersonSubject, viewer: Viewer | null) => boolean,
): PeoplePage {
  const page = cutPage(rows, limit, (row) => [row.position]);
  const items = page.rows
    .filter((row) => rule(subjectOf(row.card, row.relation), viewer))
    .map((row) => presentListItem(row.card, row.relation, viewer));
  return { items, nextCursor: page.nextCursor };
}
