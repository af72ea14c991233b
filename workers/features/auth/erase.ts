/** Erasing accounts whose grace period is over: first who it was, then, in bounded steps, all that they made. */
import { hubAddress, timelineAddress } from "../../../durable-objects/addresses.ts";
import { commit, type Statement } from "../../effects/commit.ts";
import type { Payload } from "../../effects/kinds.ts";
import { AppError } from "../../http/error.ts";
import type { Scope } from "../../scope.ts";
import { forgetInRooms } from "../conversations/actions.ts";
import { eraseAllMediaOf } from "../media/actions.ts";
import * as store from "./erase-store.ts";

/** Rows of one kind that one statement changes. */
const rowsPerStatement = 500;
const postsPerStep = 50;
const roomsPerStep = 20;
const mediaPerStep = 20;
/** Steps of one run; what is left then goes back into the outbox, so that others have their turn. */
const stepsPerRun = 40;

/** A part of the work, done a step at a time. A step answers whether there may be more of its part. */
type Step = (scope: Scope, userId: string) => Promise<boolean>;

/**
 * One run of an erasure. It begins only when the account is still deleted and its time has come. Repeating it, or two runs at once,
 * do no harm: each step takes what it still finds.
 */
export async function eraseAccount(scope: Scope, { userId }: Payload<"account.erase">): Promise<void> {
  const account = await store.findErasable(scope.db, userId, Date.now());
  if (!account) return;
  if (!account.hasBegun) await begin(scope, userId);
  let steps = 0;
  for (const step of [media, rooms, relations, reposts, commentsAfter(), postsAfter()]) {
    while (await step(scope, userId)) {
      steps += 1;
      if (steps >= stepsPerRun) {
        await commit(scope, { effects: [{ kind: "account.erase", payload: { userId } }] });
        return;
      }
    }
  }
  await Promise.all([timelineAddress(scope.env, userId).clear(userId), hubAddress(scope.env, userId).erase()]);
}

/** Takes name, profile, secrets and the way back away at once. From here on the outbox carries the erasure, not the clock. */
async function begin(scope: Scope, userId: string): Promise<void> {
  await commit(scope, {
    guard: store.anonymise(scope.db, userId, Date.now()),
    required: new AppError("conflict", "The account came back, or its erasure has begun elsewhere."),
    writes: store.deleteSecrets(scope.db, userId),
    audit: { action: "account.erase", targetType: "user", targetId: userId },
  });
}

/** What they uploaded: nobody sees any of it from the first step on. */
const media: Step = (scope, userId) => eraseAllMediaOf(scope, userId, mediaPerStep);

/** Conversations: what they wrote is deleted, and they are in none of them any more. */
const rooms: Step = (scope, userId) => forgetInRooms(scope, userId, roomsPerStep);

const relations: Step = async ({ db }, userId) =>
  mayHaveMore(await run(db, store.deleteRelations(db, userId, rowsPerStatement)));

const reposts: Step = async (scope, userId) => {
  const entryIds = await store.findReposts(scope.db, userId, rowsPerStatement);
  if (entryIds.length === 0) return false;
  await commit(scope, {
    guard: store.deleteEntries(scope.db, entryIds),
    effects: [{ kind: "entries.withdraw", payload: { entryIds } }],
  });
  return true;
};

/** Comments under the posts of others become tombstones, or vanish where nobody answered. */
function commentsAfter(): Step {
  let after = "";
  return async ({ db }, userId) => {
    const ids = await store.findComments(db, userId, after, rowsPerStatement);
    after = ids.at(-1) ?? after;
    if (ids.length === 0) return false;
    await run(db, store.eraseComments(db, ids, await store.findAncestors(db, ids), Date.now()));
    return true;
  };
}

/** Posts, with all that others made of them. They go on once nothing hangs on them any more. */
function postsAfter(): Step {
  let after = "";
  return async (scope, userId) => {
    const { db } = scope;
    const postIds = await store.findPosts(db, userId, after, postsPerStep);
    if (postIds.length === 0) return false;
    const now = Date.now();
    await commit(scope, {
      guard: store.hidePosts(db, postIds, now),
      effects: [{ kind: "posts.withdraw", payload: { postIds } }],
    });
    if (mayHaveMore(await run(db, store.deletePartsOfPosts(db, postIds, now, rowsPerStatement)))) return true;
    await run(db, [store.emptyPosts(db, postIds)]);
    after = postIds.at(-1) ?? after;
    return true;
  };
}

/** Runs statements in one transaction; answers how many rows each changed. */
async function run(db: Scope["db"], statements: Statement[]): Promise<number[]> {
  const results = (await db.batch(statements as [Statement, ...Statement[]])) as D1Result[];
  return results.map(({ meta }) => meta.changes);
}

const mayHaveMore = (changes: number[]) => changes.some((changed) => changed >= rowsPerStatement);
