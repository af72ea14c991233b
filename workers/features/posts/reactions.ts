/** Likes, bookmarks and reposts. Each call says the state that it leads to, so repeating it is harmless. */
import { newId } from "../../../contract/ids.ts";
import type { Reaction } from "../../../contract/posts.ts";
import { postRules } from "../../access/posts.ts";
import { commit, type Statement } from "../../effects/commit.ts";
import type { Effect } from "../../effects/kinds.ts";
import { AppError, notFound } from "../../http/error.ts";
import { refreshCounts } from "../../live.ts";
import type { SignedInScope } from "../../scope.ts";
import { deliverOwn, withdrawEntriesNow } from "../../timelines.ts";
import { readablePost } from "./actions.ts";
import { type HydratedPost, postSubject } from "../../pipeline/posts.ts";
import * as store from "./store.ts";
import { presentReaction } from "../../pipeline/post-view.ts";

type Counts = Parameters<typeof presentReaction>[0];

/** Writes a mark and answers the counts as they are after it, from the same transaction. */
async function mark(
  scope: SignedInScope,
  post: HydratedPost,
  guard: Statement,
  marks: Partial<Reaction["viewer"]>,
  effects: Effect[] = [],
): Promise<{ changed: boolean; reaction: Reaction }> {
  const { changed, results } = await commit(scope, {
    guard,
    writes: [store.readCounts(scope.db, post.row.id)],
    effects,
  });
  const [counts] = results[1] as Counts[];
  if (!counts) throw notFound("post");
  if (changed) refreshCounts(scope, post.row.id);
  const { liked, bookmarked, reposted } = post;
  return { changed, reaction: presentReaction(counts, { liked, bookmarked, reposted, ...marks }) };
}

export async function likePost(scope: SignedInScope, id: string): Promise<Reaction> {
  const post = await readablePost(scope, id);
  return (await mark(scope, post, store.insertLike(scope.db, scope.viewer.id, id, Date.now()), { liked: true }))
    .reaction;
}

export async function unlikePost(scope: SignedInScope, id: string): Promise<Reaction> {
  const post = await readablePost(scope, id);
  return (await mark(scope, post, store.deleteLike(scope.db, scope.viewer.id, id), { liked: false })).reaction;
}

export async function bookmarkPost(scope: SignedInScope, id: string): Promise<Reaction> {
  const post = await readablePost(scope, id);
  return (await mark(scope, post, store.insertBookmark(scope.db, newId(), scope.viewer.id, id), { bookmarked: true }))
    .reaction;
}

export async function unbookmarkPost(scope: SignedInScope, id: string): Promise<Reaction> {
  const post = await readablePost(scope, id);
  return (await mark(scope, post, store.deleteBookmark(scope.db, scope.viewer.id, id), { bookmarked: false })).reaction;
}

/** Brings a post before one's followers. Throws `forbidden` for posts that not everybody may see. */
export async function repost(scope: SignedInScope, id: string): Promise<Reaction> {
  const { db, viewer } = scope;
  const post = await readablePost(scope, id);
  if (!postRules.repost(postSubject(post), viewer))
    throw new AppError("forbidden", "Only public posts can be reposted.");
  const entryId = newId();
  const { changed, reaction } = await mark(
    scope,
    post,
    store.insertRepost(db, entryId, viewer.id, id, post.row.authorId),
    { reposted: true },
    [{ kind: "entries.deliver", payload: { entryIds: [entryId] } }],
  );
  if (changed)
    scope.defer(deliverOwn(scope, { id: entryId, postId: id, actorId: viewer.id, authorId: post.row.authorId }));
  return reaction;
}

/** Takes a repost back. It is out of every feed before this resolves. */
export async function undoRepost(scope: SignedInScope, id: string): Promise<Reaction> {
  const { db, viewer } = scope;
  const [post, entryId] = await Promise.all([readablePost(scope, id), store.findRepost(db, viewer.id, id)]);
  const effects: Effect[] = entryId === null ? [] : [{ kind: "entries.withdraw", payload: { entryIds: [entryId] } }];
  const { changed, reaction } = await mark(
    scope,
    post,
    store.deleteRepost(db, viewer.id, id),
    { reposted: false },
    effects,
  );
  if (changed && entryId !== null) await withdrawEntriesNow(scope, [entryId]);
  return reaction;
}
