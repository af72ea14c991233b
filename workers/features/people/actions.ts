/** People: reading profiles, finding somebody, changing one's own profile. */
import type { Me, UpdateMe, User, UserCard } from "../../../contract/users.ts";
import type { UserRow } from "../../../db/schema.ts";
import { peopleRules } from "../../access/people.ts";
import { type AuditNote, commit, type Statement } from "../../effects/commit.ts";
import type { Effect } from "../../effects/kinds.ts";
import { notFound } from "../../http/error.ts";
import { atOnce, hidePresence } from "../../live.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { renderMarkdown } from "../../text/markdown.ts";
import { presentCard, subjectOf } from "../../pipeline/cards.ts";
import { raiseEpochsOf } from "../../pipeline/epochs.ts";
import { showingOf } from "../../pipeline/showing.ts";
import { type Candidate, peopleByPrefix, selectFollows } from "./lists-store.ts";
import { readMe } from "./me.ts";
import { nameKey } from "../../text/names.ts";
import { changePictures, checkPictures } from "./pictures.ts";
import { peopleById, type PersonRow, replaceInterests, selectPerson, updateProfile } from "./store.ts";
import { presentUser } from "./view.ts";

export { presentMe } from "./me.ts";

/** A person by id or username. Throws `not_found` for who is absent or not for the viewer to see. */
export async function readUser(scope: Scope, idOrUsername: string): Promise<User> {
  return presentUser(await readablePerson(scope, idOrUsername), showingOf(scope));
}

/** The row of a person whom the viewer may know of, by id or username. Throws `not_found`. */
export async function readablePerson(scope: Scope, idOrUsername: string): Promise<PersonRow> {
  const [row] = await selectPerson(scope.db, scope.viewer?.id ?? null, idOrUsername);
  if (!row || !peopleRules.see(subjectOf(row.user, row.relation), scope.viewer)) throw notFound("person");
  return row;
}

/** Those of these people whom the viewer may know of, in the order asked for. */
export async function hydratePeople(scope: Scope, ids: readonly string[]): Promise<PersonRow[]> {
  const rows = await peopleById(scope.db, scope.viewer?.id ?? null, ids);
  const byId = new Map(rows.map((row) => [row.user.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row && peopleRules.see(subjectOf(row.user, row.relation), scope.viewer) ? [row] : [];
  });
}

/** Profiles of many people at once; who cannot be seen is left out. */
export async function readUsers(scope: Scope, ids: readonly string[]): Promise<User[]> {
  const rows = await hydratePeople(scope, ids);
  const showing = showingOf(scope);
  return rows.map((row) => presentUser(row, showing));
}

/**
 * Whom somebody may mean who begins to write a name: by username or display name, those they follow first. Without
 * anything written, whom they followed last. `q` may begin with @.
 */
export async function autocompletePeople(scope: SignedInScope, q: string, limit: number): Promise<UserCard[]> {
  const { db, viewer } = scope;
  const prefix = nameKey(q.replace(/^@/, "")).trim();
  if (prefix === "") {
    const latest = await selectFollows(
      db,
      viewer.id,
      { side: "following", of: viewer.id, state: "following" },
      { after: null, limit },
    );
    return latest
      .filter((row) => peopleRules.list(subjectOf(row.card, row.relation), viewer))
      .map((row) => presentCard(row.card));
  }
  const found = await peopleByPrefix(db, viewer.id, prefix, limit);
  return found
    .filter((row) => peopleRules.list(subjectOf(row.card, row.relation), viewer))
    .sort((a, b) => closeness(b, prefix) - closeness(a, prefix) || (a.usernameKey < b.usernameKey ? -1 : 1))
    .slice(0, limit)
    .map((row) => presentCard(row.card));
}

/** How likely somebody is meant: exactly that name, then people one follows, then usernames before display names. */
function closeness({ usernameKey, relation }: Candidate, prefix: string): number {
  return (
    (usernameKey === prefix ? 4 : 0) +
    (relation.followState === "following" ? 2 : 0) +
    (usernameKey.startsWith(prefix) ? 1 : 0)
  );
}

/**
 * Changes the viewer's own profile and settings. Throws `conflict` for a username that is taken, `validation_failed` for pictures that are
 * not their own.
 */
export async function updateMe(scope: SignedInScope, patch: UpdateMe): Promise<Me> {
  const { db, viewer } = scope;
  const { bio, interests, settings } = patch;
  const isChange = Object.keys(patch).length > 0;
  const [before] = await Promise.all([readBefore(scope, patch), checkPictures(scope, patch)]);
  const writes: Statement[] = [];
  const effects: Effect[] = [];
  if (interests !== undefined) {
    writes.push(...replaceInterests(db, viewer.id, interests));
    effects.push({ kind: "people.suggest", payload: { userIds: [viewer.id] } });
  }
  const pictures = before && changePictures(scope, before, patch);
  if (pictures) {
    writes.push(...pictures.writes);
    effects.push(...pictures.effects);
  }
  if (patch.username !== undefined || patch.displayName !== undefined)
    effects.push({ kind: "cards.refresh", payload: { userId: viewer.id, after: "" } });
  const closes = settings?.profileVisibility !== undefined && settings.profileVisibility !== "public";
  if (closes && before?.profileVisibility === "public") writes.push(raiseEpochsOf(db, viewer.id));
  const activity = settings?.activityVisibility;
  const narrowed = activity !== undefined && activity !== "public";
  const hiding = { userId: viewer.id, at: Date.now() };
  if (narrowed) effects.push({ kind: "presence.hide", payload: hiding });
  await commit(scope, {
    ...(isChange && {
      guard: updateProfile(db, viewer.id, {
        ...patch,
        ...(bio !== undefined && { bioHtml: renderMarkdown(bio).html }),
      }),
    }),
    ...(patch.username !== undefined && before && { audit: renaming(before, patch.username) }),
    writes,
    effects,
    conflicts: { "users.username_key": { path: "username", message: "is taken" } },
  });
  if (narrowed) await atOnce(scope, hidePresence(scope, hiding));
  return readMe(scope);
}

/** The viewer's row, for changes that depend on what was there before. */
async function readBefore({ db, viewer }: SignedInScope, patch: UpdateMe): Promise<UserRow | undefined> {
  const { username, avatarMediaId, coverMediaId, settings } = patch;
  if ([username, avatarMediaId, coverMediaId, settings?.profileVisibility].every((field) => field === undefined))
    return undefined;
  const [row] = await selectPerson(db, viewer.id, viewer.id);
  return row?.user;
}

/** A name is what others know a person by: when it changes, the trail keeps both. */
function renaming({ id, username: before }: UserRow, username: string): AuditNote | undefined {
  if (before === username) return undefined;
  return {
    action: "account.username",
    targetType: "user",
    targetId: id,
    before: { username: before },
    after: { username },
  };
}
