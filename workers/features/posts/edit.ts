/** Changing and removing what one wrote. */
import type { Post, UpdatePost } from "../../../contract/posts.ts";
import type { PostRow } from "../../../db/schema.ts";
import { postRules } from "../../access/posts.ts";
import { commit } from "../../effects/commit.ts";
import type { Effect } from "../../effects/kinds.ts";
import { AppError, invalid } from "../../http/error.ts";
import { recheckWatchers, refreshCounts } from "../../live.ts";
import { postSubject } from "../../pipeline/posts.ts";
import type { SignedInScope } from "../../scope.ts";
import { mentionCandidates } from "../../text/markdown.ts";
import { withdrawPostsNow } from "../../timelines.ts";
import { findMentionable, getPost, readablePost } from "./actions.ts";
import { detachFrom, findShowable, reattachTo } from "./attach.ts";
import { compose, type PostText, wordsOf } from "./compose.ts";
import * as store from "./store.ts";

/**
 * Changes one's own post and keeps how its words were. Media that it no longer shows are freed once nothing has shown them for a day.
 * Throws `conflict` when the post was changed meanwhile.
 */
export async function updatePost(scope: SignedInScope, id: string, change: UpdatePost): Promise<Post> {
  const { db, viewer } = scope;
  const [post, article] = await Promise.all([readablePost(scope, id), store.findArticle(db, id)]);
  if (!postRules.update(postSubject(post), viewer))
    throw new AppError("forbidden", "Only its author can change a post.");
  const text = merged(post.row, article, change);
  const [mentionable] = await Promise.all([
    findMentionable(scope, mentionCandidates(wordsOf(text))),
    findShowable(scope, { type: text.type, mediaIds: change.mediaIds, coverId: change.article?.coverId }),
  ]);
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
    writes: [
      store.insertRevision(db, post.row, article),
      ...store.replaceParts(db, { id, ...columns }, newArticle),
      ...reattachTo(db, post.row, columns),
    ],
    effects,
  });
  if (audienceChanged) recheckWatchers(scope, id);
  return getPost(scope, id);
}

/** What a post is with some of it changed. Throws `validation_failed` for parts that its type does not have. */
function merged(row: PostRow, article: { body: string } | null, change: UpdatePost): PostText {
  for (const part of ["article", "link"] as const)
    if (change[part] !== undefined && row.type !== part) throw invalid(part, `belongs to posts of type ${part}`);
  if (row.type === "text" && change.content?.trim() === "") throw invalid("content", "must not be empty");
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
    mediaIds: change.mediaIds ?? row.media,
    ...(detail.article && {
      article: {
        title: change.article?.title ?? detail.article.title,
        body: change.article?.body ?? article?.body ?? "",
        coverId: change.article?.coverId === undefined ? detail.article.coverId : change.article.coverId,
      },
    }),
    ...(detail.link && {
      link: { url: change.link?.url ?? detail.link.url, title: change.link?.title ?? detail.link.title ?? undefined },
    }),
  };
}

/** Removes one's own post. It is out of every feed before this resolves; its media go with it unless something else shows them. */
export async function deletePost(scope: SignedInScope, id: string): Promise<void> {
  const post = await readablePost(scope, id);
  if (!postRules.remove(postSubject(post), scope.viewer))
    throw new AppError("forbidden", "Only its author can delete a post.");
  const release = detachFrom(scope.db, post.row);
  await commit(scope, {
    guard: store.markDeleted(scope.db, id, Date.now()),
    writes: [...store.unlist(scope.db, id), ...release.writes],
    effects: [{ kind: "posts.withdraw", payload: { postIds: [id] } }, ...release.effects],
    audit: { action: "post.delete", targetType: "post", targetId: id },
  });
  refreshCounts(scope, id);
  await withdrawPostsNow(scope, [id]);
}
