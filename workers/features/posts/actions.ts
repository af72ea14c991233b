/** What people do with posts: write and read; changing and removing has a file of its own. */
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import type { NewPost, Post, PostRevision } from "../../../contract/posts.ts";
import type { CardRow } from "../../../db/cards.ts";
import { encodeCursor } from "../../../db/cursor.ts";
import { noRelation } from "../../../db/relations.ts";
import type { PostRow } from "../../../db/schema.ts";
import { isBlockedEitherWay } from "../../access/people.ts";
import { postRules } from "../../access/posts.ts";
import { commit } from "../../effects/commit.ts";
import { unauthenticated } from "../../http/context.ts";
import { AppError, notFound } from "../../http/error.ts";
import { readCursor } from "../../http/page.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { mentionCandidates } from "../../text/markdown.ts";
import { deliverOwn } from "../../timelines.ts";
import { presentCard } from "../../pipeline/cards.ts";
import { attachTo, findShowable } from "./attach.ts";
import { compose, wordsOf } from "./compose.ts";
import { type HydratedPost, hydratePosts, postsByIds, postSubject } from "../../pipeline/posts.ts";
import * as store from "./store.ts";
import { presentPost } from "../../pipeline/post-view.ts";
import { showingOf } from "../../pipeline/showing.ts";

export { compose, type Mentionable, wordsOf } from "./compose.ts";
export { isOpen } from "./store.ts";

/** Writes a post. Throws `forbidden` where a site lets only verified addresses post. */
export async function createPost(scope: SignedInScope, input: NewPost): Promise<Post> {
  const { db, viewer } = scope;
  const coverId = input.article?.coverId ?? null;
  const [author, mentionable, shown] = await Promise.all([
    store.findAuthor(db, viewer.id),
    findMentionable(scope, mentionCandidates(wordsOf(input))),
    findShowable(scope, { type: input.type, mediaIds: input.mediaIds ?? [], coverId }),
  ]);
  if (!author) throw unauthenticated();
  if (!author.emailVerified && !scope.settings.unverifiedMayPost)
    throw new AppError("forbidden", "Confirm your e-mail address first; then you can post.");

  const { columns, article } = compose(input, mentionable);
  const now = Date.now();
  const id = newId(now);
  const row = { id, authorId: viewer.id, type: input.type, createdAt: now, ...columns };
  await scope.gate.admit();
  // Side by side, so that whoever reads their home after this answer finds the post there. An entry without a post (the commit failed) shows nothing.
  const delivered = deliverOwn(scope, { id, postId: id, actorId: viewer.id, authorId: viewer.id });
  scope.defer(delivered);
  await commit(scope, {
    writes: [...store.insertPost(db, row), ...store.insertParts(db, id, columns, article), ...attachTo(db, row)],
    effects: [{ kind: "entries.deliver", payload: { entryIds: [id] } }],
    resourceId: id,
  });
  await Promise.allSettled([delivered]);

  const written: HydratedPost = {
    itemId: id,
    position: 0,
    row: { ...emptyCounts, ...row },
    author: author.card,
    authorRelation: noRelation,
    actor: null,
    actorRelation: noRelation,
    mentioned: [...mentionable.values()].filter((card) => columns.mentions.includes(card.id)).map(presentCard),
    ...shown,
    liked: false,
    bookmarked: false,
    reposted: false,
  };
  return presentPost(written, showingOf(scope), article ?? undefined);
}

/** The viewer's own card, for what they have just written. */
export async function findAuthorCard(scope: SignedInScope): Promise<CardRow> {
  const author = await store.findAuthor(scope.db, scope.viewer.id);
  if (!author) throw unauthenticated();
  return author.card;
}

/** People among these lower-case usernames whom the viewer may mention, by those names. Nobody is mentioned across a block. */
export async function findMentionable(
  scope: SignedInScope,
  keys: readonly string[],
): Promise<ReadonlyMap<string, CardRow>> {
  const people = await store.findByUsernames(scope.db, scope.viewer.id, keys);
  return new Map(
    people
      .filter(({ card, relation }) => card.status === "active" && !isBlockedEitherWay(relation))
      .map(({ key, card }) => [key, card]),
  );
}

const emptyCounts = {
  orgId: null,
  source: null,
  version: 1,
  likeCount: 0,
  commentCount: 0,
  repostCount: 0,
  viewCount: 0,
  editedAt: null,
  deletedAt: null,
  hiddenAt: null,
  listed: 0,
} satisfies Partial<PostRow>;

async function findPost(scope: Scope, id: string): Promise<HydratedPost | null> {
  const [post] = await hydratePosts(scope.db, scope.viewer, postsByIds([id]), "ascending");
  return post ?? null;
}

/** A post that the viewer may read. Throws `not_found` otherwise. */
export async function readablePost(scope: Scope, id: string): Promise<HydratedPost> {
  const post = await findPost(scope, id);
  if (!post || !postRules.read(postSubject(post), scope.viewer)) throw notFound("post");
  return post;
}

/** One post, with the text of an article. */
export async function getPost(scope: Scope, id: string): Promise<Post> {
  const [post, article] = await Promise.all([readablePost(scope, id), store.findArticle(scope.db, id)]);
  return presentPost(post, showingOf(scope), article ?? undefined);
}

/** How a post was before its edits, newest first. */
export async function listRevisions(
  scope: Scope,
  id: string,
  limit: number,
  cursor: string | undefined,
): Promise<Page<PostRevision>> {
  const before = readCursor(cursor, ["number"]);
  const [, rows] = await Promise.all([
    readablePost(scope, id),
    store.listRevisions(scope.db, id, before?.[0] ?? null, limit + 1),
  ]);
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return {
    items: kept.map((row) => ({
      version: row.version,
      content: row.content,
      contentHtml: row.contentHtml,
      ...(row.articleTitle !== null && { article: { title: row.articleTitle, body: row.articleBody ?? "" } }),
      createdAt: new Date(row.createdAt).toISOString(),
    })),
    nextCursor: rows.length > limit && last ? encodeCursor([last.version]) : null,
  };
}
