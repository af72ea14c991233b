/** The media of posts: which may stand where, and the references that keep them. */
import type { FieldError } from "../../../contract/errors.ts";
import type { MediaKind } from "../../../contract/media.ts";
import type { PostType } from "../../../contract/posts.ts";
import type { MediaFacts } from "../../../r2/media-view.ts";
import { AppError } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import type { Database } from "../../../db/client.ts";
import type { PostRow } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";
import type { Effect } from "../../effects/kinds.ts";
import { raiseEpochs } from "../../pipeline/epochs.ts";
import { attach, detach, findAttachable, freeing, type Holder, reattach } from "../media/actions.ts";
import { isOpen } from "./store.ts";

/** What somebody wants to show; what is undefined stays as it is. */
export interface Wanted {
  type: PostType;
  mediaIds?: readonly string[] | undefined;
  coverId?: string | null | undefined;
}

/** What may be shown of it, in the order wanted. */
export interface Showable {
  media: MediaFacts[];
  cover: MediaFacts | null;
}

/** Kinds that a post of a type may show; those that are not named take any. */
const kindsOf: Partial<Record<PostType, readonly MediaKind[]>> = { image: ["image"], video: ["image", "video"] };

/**
 * Looks the media up, in one hop. Throws `validation_failed` with the place of each that cannot be shown: because it is not there, not
 * ready, or somebody else's, which all read the same, or because the type of the post does not take its kind.
 */
export async function findShowable(scope: SignedInScope, wanted: Wanted): Promise<Showable> {
  const { type, mediaIds = [], coverId = null } = wanted;
  const ids = coverId === null ? mediaIds : [...mediaIds, coverId];
  const found = new Map((await findAttachable(scope.db, scope.viewer.id, ids)).map((facts) => [facts.id, facts]));
  const problems: FieldError[] = [];
  const take = (id: string, path: string, kinds: readonly MediaKind[] | undefined): MediaFacts[] => {
    const facts = found.get(id);
    const message = !facts
      ? "names none of your media that are ready"
      : kinds && !kinds.includes(facts.kind)
        ? `must be ${kinds.map((kind) => nouns[kind]).join(" or ")}`
        : null;
    if (message !== null) problems.push({ path, message });
    return facts ? [facts] : [];
  };
  const media = mediaIds.flatMap((id, index) => take(id, `mediaIds.${index}`, kindsOf[type]));
  const [cover = null] = coverId === null ? [] : take(coverId, "article.coverId", ["image"]);
  if (problems.length === 0 && wanted.mediaIds !== undefined) problems.push(...missing(type, media));
  const [first] = problems;
  if (first) throw new AppError("validation_failed", `${first.path} ${first.message}.`, { fields: problems });
  return { media, cover };
}

const nouns: Record<MediaKind, string> = { image: "a picture", video: "a video", audio: "a sound", file: "a file" };

/** What a post of this type cannot do without. */
function missing(type: PostType, media: readonly MediaFacts[]): FieldError[] {
  if (type !== "image" && type !== "video") return [];
  return media.some(({ kind }) => kind === type)
    ? []
    : [{ path: "mediaIds", message: `must name ${nouns[type]} in a post of type ${type}` }];
}

/** What of a post says which media it shows. */
type Shown = Pick<PostRow, "id" | "media" | "detail">;

const gallery = (postId: string): Holder => ({ kind: "post", subjectId: postId, itemId: "" });
const cover = (postId: string): Holder => ({ kind: "post", subjectId: postId, itemId: "article" });
const coverOf = ({ detail }: Pick<Shown, "detail">): string[] => {
  const id = detail.article?.coverId ?? null;
  return id === null ? [] : [id];
};

/** References of a new post. */
export function attachTo(db: Database, post: Shown): Statement[] {
  return [...attach(db, gallery(post.id), post.media), ...attach(db, cover(post.id), coverOf(post))];
}

/** References of a post that was changed. Media that fewer people may see from now on get new addresses, so that caches forget the old. */
export function reattachTo(
  db: Database,
  before: Shown & Pick<PostRow, "audience">,
  after: Omit<typeof before, "id">,
): Statement[] {
  const { id } = before;
  const was = [...before.media, ...coverOf(before)];
  const is = [...after.media, ...coverOf(after)];
  const narrowed = isOpen(before.audience) && !isOpen(after.audience);
  return [
    ...raiseEpochs(db, narrowed ? was : was.filter((mediaId) => !is.includes(mediaId))),
    ...(sameList(before.media, after.media) ? [] : reattach(db, gallery(id), after.media)),
    ...(sameList(coverOf(before), coverOf(after)) ? [] : reattach(db, cover(id), coverOf(after))),
  ];
}

const sameList = (a: readonly string[], b: readonly string[]) => JSON.stringify(a) === JSON.stringify(b);

/** Ends what a post shows; `effects` free what nothing else does. */
export function detachFrom(db: Database, post: Shown): { writes: Statement[]; effects: Effect[] } {
  const ids = [...post.media, ...coverOf(post)];
  if (ids.length === 0) return { writes: [], effects: [] };
  return {
    writes: [...raiseEpochs(db, ids), detach(db, { kind: "post", subjectId: post.id })],
    effects: freeing(ids),
  };
}
