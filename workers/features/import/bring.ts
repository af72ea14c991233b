/**
 * One line each: from what another place says to rows. Ids are derived from the external id and the time, so that the same line always
 * makes the same row. Each throws `AppError` for a line that cannot be brought, before it has added any row.
 */
import { maxDepth } from "../../../contract/comments.ts";
import { derivedId } from "../../../contract/ids.ts";
import type { ImportComment, ImportFollow, ImportLike, ImportPerson, ImportPost } from "../../../contract/import.ts";
import { maxTags } from "../../../contract/posts.ts";
import type { UserCard } from "../../../contract/users.ts";
import { AppError, conflict } from "../../http/error.ts";
import { mentionCandidates, renderMarkdown } from "../../text/markdown.ts";
import { nameKey } from "../../text/names.ts";
import { compose, isOpen, type Mentionable, wordsOf } from "../posts/actions.ts";
import { type ExternalKey, type Known, keyText, type KnownThing, type NamedPerson, ownKey } from "./known.ts";
import { usernameFor } from "./usernames.ts";
import type { Desk } from "./plan.ts";

export async function bringPerson({ rows, known, now }: Desk, line: ImportPerson): Promise<KnownThing> {
  const createdAt = Date.parse(line.createdAt);
  const username = usernameFor(line, known.usernames);
  const usernameKey = nameKey(username);
  const emailKey = line.email?.toLowerCase() ?? null;
  if (emailKey !== null && known.emails.has(emailKey)) throw conflict("email", "belongs to somebody else here");
  const id = await derivedId(keyText(ownKey(line)), createdAt);
  const bio = line.bio ?? "";
  const interests = line.interests ?? [];
  rows.users.push({
    id,
    username,
    usernameKey,
    displayName: line.displayName,
    displayNameKey: nameKey(line.displayName),
    imported: true,
    bio,
    bioHtml: bio === "" ? "" : renderMarkdown(bio).html,
    pronouns: line.pronouns ?? "",
    location: line.location ?? "",
    website: line.website ?? null,
    links: line.links ?? [],
    skills: line.skills ?? [],
    interests,
    createdAt,
    updatedAt: now,
  });
  rows.credentials.push({
    userId: id,
    email: line.email ?? null,
    emailKey,
    emailVerifiedAt: line.email !== undefined && line.emailVerified ? createdAt : null,
    passwordHash: line.passwordHash ?? null,
    createdAt,
    updatedAt: now,
  });
  for (const interest of new Set(interests.map(nameKey))) rows.userInterests.push({ interest, userId: id });
  known.usernames.set(usernameKey, { id, username, imported: true, status: "active" });
  if (emailKey !== null) known.emails.add(emailKey);
  const card: UserCard = {
    id,
    username,
    displayName: line.displayName,
    avatarUrl: null,
    role: "member",
    verified: false,
  };
  return { id, gone: false, card };
}

export async function bringFollow({ rows, known, now }: Desk, line: ImportFollow): Promise<KnownThing> {
  const follower = find(known, { source: line.source, kind: "person", externalId: line.follower });
  const followee = find(known, { source: line.source, kind: "person", externalId: line.followee });
  if (follower.id === followee.id) throw new AppError("validation_failed", "Nobody can follow themselves.");
  const key = keyText(ownKey(line));
  if (known.blocked.has(key)) throw new AppError("forbidden", "One of the two has blocked the other here.");
  const createdAt = timeOf(line.createdAt, now);
  const id = await derivedId(key, createdAt);
  rows.follows.push({ id, followerId: follower.id, followeeId: followee.id, state: "following", createdAt });
  return { id, gone: false };
}

export async function bringPost({ rows, known }: Desk, line: ImportPost): Promise<KnownThing> {
  const { source, externalId, type, content, language, audience, sensitive, contentWarning, article, link } = line;
  const author = find(known, { source, kind: "person", externalId: line.author });
  const { columns, article: text } = compose(
    { type, content, language, audience, sensitive, contentWarning, article, link },
    mentionable(known, wordsOf(line)),
  );
  const tags = [...new Set([...columns.tags, ...(line.tags ?? [])])].slice(0, maxTags);
  const createdAt = Date.parse(line.createdAt);
  const id = await derivedId(keyText(ownKey(line)), createdAt);
  rows.posts.push({
    id,
    authorId: author.id,
    type,
    ...columns,
    tags,
    source: { name: source, externalId, score: line.score ?? null, comments: line.comments ?? null },
    createdAt,
  });
  rows.entries.push({
    id,
    actorId: author.id,
    postId: id,
    authorId: author.id,
    kind: "post",
    open: isOpen(columns.audience),
  });
  if (text) rows.articles.push({ postId: id, ...text });
  if (columns.audience === "public") for (const tag of tags) rows.postTags.push({ tag, postId: id });
  for (const userId of columns.mentions) rows.postMentions.push({ userId, postId: id });
  return { id, gone: false };
}

export async function bringComment({ rows, known }: Desk, line: ImportComment): Promise<KnownThing> {
  const { source, content } = line;
  const author = find(known, { source, kind: "person", externalId: line.author });
  const post = find(known, { source, kind: "post", externalId: line.post });
  const parent = line.parent === undefined ? null : find(known, { source, kind: "comment", externalId: line.parent });
  if (parent && parent.comment?.postId !== post.id)
    throw new AppError("validation_failed", "parent is a comment on another post.");
  const createdAt = Date.parse(line.createdAt);
  const id = await derivedId(keyText(ownKey(line)), createdAt);
  const place = placeUnder(post.id, parent);
  const people = new Map([...mentionable(known, content)].map(([key, person]) => [key, person.username]));
  rows.comments.push({
    id,
    ...place,
    authorId: author.id,
    content,
    contentHtml: renderMarkdown(content, { people }).html,
    createdAt,
  });
  return { id, gone: false, comment: place };
}

export async function bringLike({ rows, known, now }: Desk, line: ImportLike): Promise<KnownThing> {
  const { source } = line;
  const userId = find(known, { source, kind: "person", externalId: line.person }).id;
  const createdAt = timeOf(line.createdAt, now);
  if (line.post !== undefined)
    rows.postLikes.push({ userId, postId: find(known, { source, kind: "post", externalId: line.post }).id, createdAt });
  if (line.comment !== undefined)
    rows.commentLikes.push({
      userId,
      commentId: find(known, { source, kind: "comment", externalId: line.comment }).id,
      createdAt,
    });
  return { id: await derivedId(keyText(ownKey(line)), createdAt), gone: false };
}

/** Something that a line refers to. Throws `not_found` when it was never brought, or is gone. */
export function find(known: Known, key: ExternalKey): KnownThing {
  const thing = known.things.get(keyText(key));
  if (!thing || thing.gone)
    throw new AppError("not_found", `There is no ${key.kind} ${key.externalId} from ${key.source}.`);
  return thing;
}

/** A reply to the deepest level stands beside what it answers. */
function placeUnder(postId: string, parent: KnownThing | null): NonNullable<KnownThing["comment"]> {
  if (!parent?.comment) return { postId, parentId: null, depth: 0 };
  const { parentId, depth } = parent.comment;
  return depth >= maxDepth ? { postId, parentId, depth } : { postId, parentId: parent.id, depth: depth + 1 };
}

/** Names in a text mean people who came from elsewhere too, not those who happen to have the same name here. */
function mentionable(known: Known, text: string): Mentionable {
  const people = mentionCandidates(text).map((name) => [name, known.usernames.get(name)] as const);
  return new Map(
    people.filter(
      (entry): entry is [string, NamedPerson] => entry[1]?.imported === true && entry[1].status === "active",
    ),
  );
}

function timeOf(time: string | undefined, now: number): number {
  return time === undefined ? now : Date.parse(time);
}
