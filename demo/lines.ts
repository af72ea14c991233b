/** The demo community as lines of an import, with times counted back from now. Pure. */
import type { ImportInput } from "../contract/import.ts";
import { postLine } from "../scripts/import/posts.ts";
import { Dice } from "../scripts/import/random.ts";
import { type At, chatLines } from "./chat/lines.ts";
import { sharedLinks } from "./links.ts";
import { people } from "./people.ts";
import { booksAndWords } from "./posts/books-and-words.ts";
import { gardenAndKitchen } from "./posts/garden-and-kitchen.ts";
import { learning } from "./posts/learning.ts";
import { localLife } from "./posts/local-life.ts";
import { making } from "./posts/making.ts";
import { music } from "./posts/music.ts";
import { programming } from "./posts/programming.ts";
import { scienceAndSky } from "./posts/science-and-sky.ts";
import { type DemoComment, type DemoPerson, type DemoPost, days, hours } from "./shape.ts";

/** Name under which everything is imported. */
export const source = "stoa-demo";

export const posts: readonly DemoPost[] = [
  ...gardenAndKitchen,
  ...making,
  ...programming,
  ...booksAndWords,
  ...music,
  ...learning,
  ...scienceAndSky,
  ...localLife,
];

/** Lines by kind, in the order in which they must be sent. */
export interface DemoLines {
  people: ImportInput[];
  follows: ImportInput[];
  posts: ImportInput[];
  comments: ImportInput[];
  likes: ImportInput[];
  conversations: ImportInput[];
  messages: ImportInput[];
}

export interface DemoOptions {
  /** Milliseconds. */
  now: number;
  /** Stored for those who can sign in. */
  passwordHash: string;
  /** Usernames of those who can. */
  withPassword: ReadonlySet<string>;
}

const usernames = people.map(({ username }) => username);

export function demoLines(options: DemoOptions): DemoLines {
  const { now } = options;
  const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
  const written = posts.map((post) => writtenLine(post, at));
  const discussions = posts.map((post) => discussion(post, at));
  const links = sharedLinks();
  return {
    people: people.map((person) => personLine(person, options, at)),
    follows: people.flatMap((person) => followLines(person, at)),
    posts: [...written, ...links.map(({ raw, by, ago }) => ({ ...postLine(source, by, raw), createdAt: at(ago) }))],
    comments: discussions.flatMap((lines) => lines.comments),
    likes: [
      ...posts.flatMap((post) => likeLines({ post: post.key }, post.by, post.likes ?? 0, post.ago, at)),
      ...links.flatMap(({ raw, by, ago }) => likeLines({ post: raw.id }, by, new Dice(raw.id).between(0, 6), ago, at)),
      ...discussions.flatMap((lines) => lines.likes),
    ],
    ...chatLines(source, at),
  };
}

function personLine(person: DemoPerson, { passwordHash, withPassword }: DemoOptions, at: At): ImportInput {
  const { username, displayName, pronouns, location, bio, interests, skills, website, links, joined } = person;
  return {
    kind: "person",
    source,
    externalId: username,
    username,
    displayName,
    location,
    bio,
    interests,
    ...(pronouns !== undefined && { pronouns }),
    ...(skills && { skills }),
    ...(website !== undefined && { website }),
    ...(links && { links }),
    email: emailOf(username),
    emailVerified: true,
    ...(withPassword.has(username) && { passwordHash }),
    createdAt: at(joined * days),
  };
}

/** An address of a domain that can never exist (RFC 2606). */
export function emailOf(username: string): string {
  return `${username}@demo.example`;
}

function followLines(person: DemoPerson, at: At): ImportInput[] {
  const dice = new Dice(`follows of ${person.username}`);
  return person.follows.split(" ").map((followee) => {
    const joined = Math.min(person.joined, people.find(({ username }) => username === followee)?.joined ?? 0);
    return {
      kind: "follow",
      source,
      follower: person.username,
      followee,
      createdAt: at(dice.between(2, joined) * days),
    };
  });
}

function writtenLine(post: DemoPost, at: At): ImportInput {
  const { key, by, ago, language = "en", text = "", article, link, contentWarning } = post;
  return {
    kind: "post",
    source,
    externalId: key,
    author: by,
    type: article ? "article" : link ? "link" : "text",
    content: text,
    language,
    ...(article && { article }),
    ...(link && { link }),
    ...(contentWarning !== undefined && { sensitive: true, contentWarning }),
    createdAt: at(ago),
  };
}

/** A post's comments, each after what it answers, and who likes them. */
function discussion(post: DemoPost, at: At): { comments: ImportInput[]; likes: ImportInput[] } {
  const comments: ImportInput[] = [];
  const likes: ImportInput[] = [];
  const add = (comment: DemoComment, id: string, parent: string | null, before: number) => {
    const ago = before - comment.after;
    const line = {
      kind: "comment",
      source,
      externalId: id,
      author: comment.by,
      post: post.key,
      content: comment.text,
    } as const;
    comments.push({ ...line, ...(parent !== null && { parent }), createdAt: at(ago) });
    likes.push(...likeLines({ comment: id }, comment.by, comment.likes ?? 0, ago, at));
    for (const [index, reply] of (comment.replies ?? []).entries()) add(reply, `${id}.${index + 1}`, id, ago);
  };
  for (const [index, comment] of (post.comments ?? []).entries())
    add(comment, `${post.key}.${index + 1}`, null, post.ago);
  return { comments, likes };
}

function likeLines(
  target: { post: string } | { comment: string },
  by: string,
  count: number,
  ago: number,
  at: At,
): ImportInput[] {
  const dice = new Dice(`likes of ${Object.values(target).join("")}`);
  const others = usernames.filter((username) => username !== by);
  return dice.some(others, count).map((person) => ({
    kind: "like",
    source,
    person,
    ...target,
    createdAt: at(Math.max(0, ago - dice.between(1, 36 * hours))),
  }));
}
