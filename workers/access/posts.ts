/** Rules about posts and comments: who may read, answer and change them. Pure; every list and every single read asks here. */
import type { Audience, ReplyPolicy } from "../../contract/posts.ts";
import type { Asker } from "../scope.ts";
import { isBlockedEitherWay, peopleRules, type PersonSubject } from "./people.ts";

/** A post as the rules need it. */
export interface PostSubject {
  author: PersonSubject;
  audience: Audience;
  replyPolicy: ReplyPolicy;
  mentions: readonly string[];
  deleted: boolean;
  hidden: boolean;
}

/** A comment, on a post that has its own rules. */
export interface CommentSubject {
  author: PersonSubject;
  deleted: boolean;
  hidden: boolean;
}

const isStaff = (viewer: Asker | null) => viewer?.role === "admin" || viewer?.role === "moderator";
const isOwn = (subject: { author: PersonSubject }, viewer: Asker | null) =>
  viewer !== null && viewer.id === subject.author.id;

function inAudience(post: PostSubject, viewer: Asker | null): boolean {
  const mentioned = viewer !== null && post.mentions.includes(viewer.id);
  switch (post.audience) {
    case "public":
    case "unlisted":
      return peopleRules.readProfile(post.author, viewer) || mentioned;
    case "followers":
      return post.author.relation.followState === "following" || mentioned;
    case "mentioned":
      return mentioned;
    case "private":
      return false;
  }
}

function mayAnswer(post: PostSubject, viewer: Asker): boolean {
  switch (post.replyPolicy) {
    case "everyone":
      return true;
    case "followers":
      return post.author.relation.followState === "following" || post.mentions.includes(viewer.id);
    case "mentioned":
      return post.mentions.includes(viewer.id);
    case "nobody":
      return false;
  }
}

export const postRules = {
  read: (post: PostSubject, viewer: Asker | null): boolean => {
    if (post.deleted) return false;
    if (isOwn(post, viewer)) return true;
    if (post.hidden) return isStaff(viewer);
    if (post.author.status !== "active" || isBlockedEitherWay(post.author.relation)) return false;
    return inAudience(post, viewer);
  },
  /** Appear in lists; a mute takes it out of those, not away. */
  list: (post: PostSubject, viewer: Asker | null): boolean =>
    postRules.read(post, viewer) && !post.hidden && (isOwn(post, viewer) || post.author.relation.muting === 0),
  update: (post: PostSubject, viewer: Asker | null): boolean => postRules.read(post, viewer) && isOwn(post, viewer),
  remove: (post: PostSubject, viewer: Asker | null): boolean => postRules.read(post, viewer) && isOwn(post, viewer),
  react: (post: PostSubject, viewer: Asker | null): boolean => viewer !== null && postRules.read(post, viewer),
  /** Only what everybody may see can be passed on, and one's own. */
  repost: (post: PostSubject, viewer: Asker | null): boolean =>
    postRules.react(post, viewer) && (post.audience === "public" || post.audience === "unlisted"),
  comment: (post: PostSubject, viewer: Asker | null): boolean =>
    viewer !== null && postRules.read(post, viewer) && (isOwn(post, viewer) || mayAnswer(post, viewer)),
} as const;

export const commentRules = {
  /** Whether its words are shown; where they are not, a tombstone may stand. */
  read: (comment: CommentSubject, viewer: Asker | null): boolean => {
    if (comment.deleted) return false;
    if (isOwn(comment, viewer)) return true;
    if (comment.hidden) return isStaff(viewer);
    return comment.author.status === "active" && !isBlockedEitherWay(comment.author.relation);
  },
  update: (comment: CommentSubject, viewer: Asker | null): boolean =>
    commentRules.read(comment, viewer) && isOwn(comment, viewer),
  /** Its author, and the author of the post that it stands under. */
  remove: (comment: CommentSubject, viewer: Asker | null, postAuthorId: string): boolean =>
    commentRules.read(comment, viewer) && (isOwn(comment, viewer) || viewer?.id === postAuthorId),
} as const;
