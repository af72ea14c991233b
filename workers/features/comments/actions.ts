/** What people do with comments: write, change, remove, like, read. */
import { type Comment, type CommentInContext, type CommentSort, maxDepth } from "../../../contract/comments.ts";
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import { encodeCursor } from "../../../db/cursor.ts";
import { noRelation } from "../../../db/relations.ts";
import type { CommentRow } from "../../../db/schema.ts";
import { commentRules, postRules } from "../../access/posts.ts";
import { commit, type Statement } from "../../effects/commit.ts";
import { AppError, invalid, notFound } from "../../http/error.ts";
import { readCursor } from "../../http/page.ts";
import { refreshCounts } from "../../live.ts";
import { type HydratedPost, hydratePosts, postSubject } from "../../pipeline/posts.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { mentionCandidates, renderMarkdown } from "../../text/markdown.ts";
import { findAuthorCard, findMentionable, readablePost } from "../posts/actions.ts";
import { commentSubject, type HydratedComment, hydrateComments } from "./hydrate.ts";
import { level, postOfComment, withAncestors } from "./skeletons.ts";
import * as store from "./store.ts";
import { hasPlace, presentComment } from "./view.ts";

interface InContext {
  comment: HydratedComment;
  /** Outermost first. */
  ancestors: HydratedComment[];
  post: HydratedPost;
}

/** A comment that may be read, under a post that may be read. Throws `not_found` otherwise. */
async function readInContext(scope: Scope, id: string): Promise<InContext> {
  const { db, viewer } = scope;
  const { skeleton, order } = withAncestors(id);
  const [chain, [post]] = await Promise.all([
    hydrateComments(db, viewer, skeleton, order),
    hydratePosts(db, viewer, postOfComment(id), "ascending"),
  ]);
  const comment = chain.at(-1);
  if (!comment || !post) throw notFound("comment");
  if (!commentRules.read(commentSubject(comment), viewer) || !postRules.read(postSubject(post), viewer))
    throw notFound("comment");
  return { comment, ancestors: chain.slice(0, -1), post };
}

/** A comment that the viewer may read. Throws `not_found` otherwise. */
export async function readableComment(scope: Scope, id: string): Promise<HydratedComment> {
  return (await readInContext(scope, id)).comment;
}

async function render(scope: SignedInScope, content: string): Promise<string> {
  const people = await findMentionable(scope, mentionCandidates(content));
  return renderMarkdown(content, { people: new Map([...people].map(([key, person]) => [key, person.username])) }).html;
}

/** Answers a post, or a comment under it. Throws `forbidden` where the post's reply policy does not let the viewer. */
export async function createComment(
  scope: SignedInScope,
  postId: string,
  input: { content: string; parentId?: string | undefined },
): Promise<Comment> {
  const { db, viewer } = scope;
  const [post, parent, author, contentHtml] = await Promise.all([
    readablePost(scope, postId),
    input.parentId === undefined ? null : readInContext(scope, input.parentId).catch(asMissingParent),
    findAuthorCard(scope),
    render(scope, input.content),
  ]);
  if (!postRules.comment(postSubject(post), viewer))
    throw new AppError("forbidden", "The author of this post does not take comments from you.");
  if (parent && parent.comment.row.postId !== postId) throw invalid("parentId", "belongs to another post");
  const now = Date.now();
  const id = newId(now);
  const row = {
    id,
    postId,
    ...placeUnder(parent?.comment ?? null),
    authorId: viewer.id,
    content: input.content,
    contentHtml,
    createdAt: now,
  };
  await commit(scope, {
    guard: store.insertComment(db, row),
    required: new AppError("conflict", "What you answered was deleted meanwhile."),
    resourceId: id,
  });
  refreshCounts(scope, postId);
  return presentComment({ row: { ...unanswered, ...row }, author, relation: noRelation, liked: false }, viewer);
}

const unanswered = {
  orgId: null,
  likeCount: 0,
  replyCount: 0,
  version: 1,
  editedAt: null,
  deletedAt: null,
  hiddenAt: null,
  shown: 1,
} satisfies Partial<CommentRow>;

function asMissingParent(error: unknown): never {
  throw error instanceof AppError && error.code === "not_found"
    ? invalid("parentId", "names no comment of this post")
    : error;
}

/** Where a reply hangs: under what it answers, or beside it where the tree is as deep as it may be. */
function placeUnder(parent: HydratedComment | null): { parentId: string | null; depth: number } {
  if (!parent) return { parentId: null, depth: 0 };
  if (parent.row.depth >= maxDepth) return { parentId: parent.row.parentId, depth: parent.row.depth };
  return { parentId: parent.row.id, depth: parent.row.depth + 1 };
}

export async function getComment(scope: Scope, id: string): Promise<Comment> {
  return presentComment((await readInContext(scope, id)).comment, scope.viewer);
}

/** One comment and all above it. */
export async function getCommentInContext(scope: Scope, id: string): Promise<CommentInContext> {
  const { comment, ancestors } = await readInContext(scope, id);
  return {
    ...presentComment(comment, scope.viewer),
    ancestors: ancestors.map((ancestor) => presentComment(ancestor, scope.viewer)),
  };
}

export interface LevelRequest {
  parentId?: string | undefined;
  sort: CommentSort;
  limit: number;
  cursor?: string | undefined;
}

/** One level of a post's comments. With `top`, likes that arrive while paging may move a comment between pages. */
export async function listComments(scope: Scope, postId: string, request: LevelRequest): Promise<Page<Comment>> {
  const position = readCursor(request.cursor, ["number", "id"]);
  const { skeleton, order } = level({
    postId,
    parentId: request.parentId ?? null,
    sort: request.sort,
    after: position && { likes: position[0], id: position[1] },
    limit: request.limit + 1,
  });
  const [, rows] = await Promise.all([
    readablePost(scope, postId),
    hydrateComments(scope.db, scope.viewer, skeleton, order),
  ]);
  const kept = rows.slice(0, request.limit);
  const last = kept.at(-1);
  return {
    items: kept
      .filter((comment) => hasPlace(comment, scope.viewer))
      .map((comment) => presentComment(comment, scope.viewer)),
    nextCursor: rows.length > request.limit && last ? encodeCursor([last.row.likeCount, last.row.id]) : null,
  };
}

/** Changes one's own comment. Throws `conflict` when it was changed meanwhile. */
export async function updateComment(scope: SignedInScope, id: string, content: string): Promise<Comment> {
  const [{ comment }, contentHtml] = await Promise.all([readInContext(scope, id), render(scope, content)]);
  if (!commentRules.update(commentSubject(comment), scope.viewer))
    throw new AppError("forbidden", "Only its author can change a comment.");
  await commit(scope, {
    guard: store.updateText(scope.db, id, comment.row.version, content, contentHtml, Date.now()),
    required: new AppError("conflict", "This comment was changed meanwhile. Load it again and repeat your change."),
  });
  return getComment(scope, id);
}

/** Removes one's own comment, or one under one's own post. */
export async function deleteComment(scope: SignedInScope, id: string): Promise<void> {
  const { comment, ancestors, post } = await readInContext(scope, id);
  if (!commentRules.remove(commentSubject(comment), scope.viewer, post.row.authorId)) {
    throw new AppError("forbidden", "Only its author, or the author of the post, can delete a comment.");
  }
  const chain = [id, ...ancestors.map((ancestor) => ancestor.row.id).toReversed()];
  await commit(scope, {
    guard: store.markDeleted(scope.db, id, Date.now()),
    audit: { action: "comment.delete", targetType: "comment", targetId: id },
    writes: store.settleReplyCounts(scope.db, chain),
  });
  refreshCounts(scope, post.row.id);
}

export interface CommentReaction {
  counts: { likes: number; replies: number };
  viewer: { liked: boolean };
}

async function mark(scope: SignedInScope, id: string, guard: Statement, liked: boolean): Promise<CommentReaction> {
  const { results } = await commit(scope, { guard, writes: [store.readCounts(scope.db, id)] });
  const [counts] = results[1] as { likeCount: number; replyCount: number }[];
  if (!counts) throw notFound("comment");
  return { counts: { likes: counts.likeCount, replies: counts.replyCount }, viewer: { liked } };
}

export async function likeComment(scope: SignedInScope, id: string): Promise<CommentReaction> {
  await readableComment(scope, id);
  return mark(scope, id, store.insertLike(scope.db, scope.viewer.id, id, Date.now()), true);
}

export async function unlikeComment(scope: SignedInScope, id: string): Promise<CommentReaction> {
  await readableComment(scope, id);
  return mark(scope, id, store.deleteLike(scope.db, scope.viewer.id, id), false);
}
