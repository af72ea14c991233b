/** What people do with posts: write, change, remove, read. */
import { newId } from "../../../contract/ids.ts";
import type { Page } from "../../../contract/page.ts";
import type { NewPost, Post, PostRevision, UpdatePost } from "../../../contract/posts.ts";
import type { CardRow } from "../../../db/cards.ts";
import { encodeCursor } from "../../../db/cursor.ts";
import { noRelation } from "../../../db/relations.ts";
import type { PostRow } from "../../../db/schema.ts";
import { isBlockedEitherWay } from "../../access/people.ts";
import { postRules } from "../../access/posts.ts";
import { commit } from "../../effects/commit.ts";
import type { Effect } from "../../effects/kinds.ts";
import { unauthenticated } from "../../http/context.ts";
import { AppError, notFound } from "../../http/error.ts";
import { readCursor } from "../../http/page.ts";
import { recheckWatchers, refreshCounts } from "../../live.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { mentionCandidates } from "../../text/markdown.ts";
import { deliverOwn, withdrawPostsNow } from "../../timelines.ts";
import { presentCard } from "../../pipeline/cards.ts";
import { compose, type PostText, wordsOf } from "./compose.ts";
import { type HydratedPost, hydratePosts, postsByIds, postSubject } from "../../pipeline/posts.ts";
import * as store from "./store.ts";
import { presentPost } from "../../pipeline/post-view.ts";

export { compose, type Mentionable, wordsOf } from "./compose.ts";
export { isOpen } from "./store.ts";

/** Writes a post. Throws `forbidden` where a site lets only verified addresses post. */
export async function createPost(scope: SignedInScope, input: NewPost): Promise<Post> {
  const { db, viewer } = scope;
  const [author, mentionable] = await Promise.all([
    store.findAuthor(db, viewer.id),
    findMentionable(scope, mentionCandidates(wordsOf(input))),
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
    writes: [...store.insertPost(db, row), ...store.insertParts(db, id, columns, article)],
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
    liked: false,
    bookmarked: false,
    reposted: false,
  };
  return presentPost(written, viewer, article ?? undefined);
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
  media: [],
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
  return presentPost(post, scope.viewer, article ?? undefined);
}

/** Changes one's own post and keeps how it was. Throws `conflict` when it was changed meanwhile. */
export async function updatePost(scope: SignedInScope, id: string, change: UpdatePost): Promise<Post> {
  const { db, viewer } = scope;
  const [post, article] = await Promise.all([readablePost(scope, id), store.findArticle(db, id)]);
  if (!postRules.update(postSubject(post), viewer))
    throw new AppError("forbidden", "Only its author can change a post.");
  const text = merged(post.row, article, change);
  const mentionable = await findMentionable(scope, mentionCandidates(wordsOf(text)));
  const { columns, article: newArticle } = compose(text, mentionable);
  const audienceChanged = columns.audience !== post.row.audience;
  const effects: Effect[] = audienceChanged
    ? [
        { kind: "posts.withdraw", payload: { postIds: [id] } },
        { kind: "entries.deliver", payload: { entryIds: [id] } },
      ]
    : [];
  await commit(scope, {
    guard: store.updatePostRow(db, id, post.row.version, columns, Date.now()),
    required: new AppError("conflict", "This post was changed meanwhile. Load it again and repeat your change."),
    writes: [store.insertRevision(db, post.row, article), ...store.replaceParts(db, { id, ...columns }, newArticle)],
    effects,
  });
  if (audienceChanged) recheckWatchers(scope, id);
  return getPost(scope, id);
}

/** The words of a post with some of them changed. Throws `validation_failed` for parts that its type does not have. */
function merged(row: PostRow, article: { body: string } | null, change: UpdatePost): PostText {
  for (const part of ["article", "link"] as const) {
    if (change[part] !== undefined && row.type !== part) {
      throw new AppError("validation_failed", `${part} belongs to posts of type ${part}.`, {
        fields: [{ path: part, message: `belongs to posts of type ${part}` }],
      });
    }
  }
  if (row.type === "text" && change.content?.trim() === "") {
    throw new AppError("validation_failed", "content must not be empty.", {
      fields: [{ path: "content", message: "must not be empty" }],
    });
  }
  const { detail } = row;
  return {
    type: row.type,
    content: change.content ?? row.content,
    language: change.language ?? row.language ?? undefined,
    translations: change.translations ?? row.translations,
    audience: change.audience ?? row.audience,
    sensitive: change.sensitive ?? row.sensitive,
    contentWarning: change.contentWarning === undefined ? row.contentWarning : change.contentWarning,
    replyPolicy: change.replyPolicy ?? row.replyPolicy,
    location: change.location === undefined ? row.place : change.location,
    ...(detail.article && {
      article: {
        title: change.article?.title ?? detail.article.title,
        body: change.article?.body ?? article?.body ?? "",
        coverId: change.article?.coverId ?? detail.article.coverId ?? undefined,
      },
    }),
    ...(detail.link && {
      link: { url: change.link?.url ?? detail.link.url, title: change.link?.title ?? detail.link.title ?? undefined },
    }),
  };
}

/** Removes one's own post. It is out of every feed before this resolves. */
export async function deletePost(scope: SignedInScope, id: string): Promise<void> {
  const post = await readablePost(scope, id);
  if (!postRules.remove(postSubject(post), scope.viewer))
    throw new AppError("forbidden", "Only its author can delete a post.");
  await commit(scope, {
    guard: store.markDeleted(scope.db, id, Date.now()),
    writes: store.unlist(scope.db, id),
    effects: [{ kind: "posts.withdraw", payload: { postIds: [id] } }],
    audit: { action: "post.delete", targetType: "post", targetId: id },
  });
  refreshCounts(scope, id);
  await withdrawPostsNow(scope, [id]);
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
