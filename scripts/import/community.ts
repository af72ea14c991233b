/** Builds the lines of an import from a dataset: people for its friendships, follows both ways, posts spread over the people. Pure. */
import type { ImportInput } from "../../contract/import.ts";
import type { Dataset, Edge, RawPost } from "./dataset.ts";
import { PeopleMaker } from "./people.ts";
import { postLine } from "./posts.ts";
import { Dice, WeightedList } from "./random.ts";

/** Where everything of this import comes from; part of the ids, so it must not change. */
export const source = "reddit-archive";

const day = 86_400_000;
/** When the first people joined, and how late somebody without posts may have. */
const opened = Date.UTC(2006, 5, 1);
const lastJoined = Date.UTC(2013, 5, 30);
/** Used where no post says when the community ended. */
const defaultEnd = Date.UTC(2013, 7, 31);
/** People per post where no friendships say how many there are. */
const peoplePerPost = 0.25;

/** The lines of each kind, in the order in which they are to be sent. */
export interface Community {
  people: ImportInput[];
  follows: ImportInput[];
  posts: ImportInput[];
}

interface Member {
  id: string;
  degree: number;
  topics: string[];
  joined: number;
}

/** The same dataset always makes the same community. */
export function buildCommunity({ posts, edges }: Pick<Dataset, "posts" | "edges">): Community {
  const members = membersOf(posts, edges);
  const authors = spreadPosts(posts, members);
  for (const post of posts) joinBefore(authors.get(post.id), post.created_at * 1000);
  const end = Math.max(
    ...posts.slice(-1).map((post) => post.created_at * 1000),
    ...(posts.length === 0 ? [defaultEnd] : []),
  );
  const byId = new Map(members.map((member) => [member.id, member]));
  const maker = new PeopleMaker();
  return {
    people: members.map((member) => personLine(maker, member)),
    follows: followLines(edges, byId, end),
    posts: posts.flatMap((post) => {
      const author = authors.get(post.id);
      return author ? [postLine(source, author.id, post)] : [];
    }),
  };
}

function membersOf(posts: readonly RawPost[], edges: readonly Edge[]): Member[] {
  const degrees = new Map<string, number>();
  for (const edge of edges) for (const id of edge) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  if (edges.length === 0) for (let i = 0; i < Math.ceil(posts.length * peoplePerPost); i++) degrees.set(String(i), 1);
  const topics = [...new Set(posts.map((post) => post.topic))].toSorted();
  return [...degrees]
    .toSorted(([a], [b]) => Number(a) - Number(b) || (a < b ? -1 : 1))
    .map(([id, degree]) => {
      const dice = new Dice(`member ${id}`);
      // Who knows many people cares about more things.
      const breadth = 1 + dice.between(0, Math.min(3, Math.floor(Math.log2(1 + degree) / 2)));
      return { id, degree, topics: dice.some(topics, breadth), joined: dice.between(opened, lastJoined) };
    });
}

/** Gives each post to somebody who cares about its topic, more of them to those who know more people. */
function spreadPosts(posts: readonly RawPost[], members: readonly Member[]): Map<string, Member> {
  const everyone = new WeightedList(members, (member) => member.degree);
  const circles = new Map(
    [...new Set(posts.map((post) => post.topic))].map((topic) => {
      const circle = members.filter((member) => member.topics.includes(topic));
      return [topic, circle.length > 0 ? new WeightedList(circle, (member) => member.degree) : everyone];
    }),
  );
  if (members.length === 0) return new Map();
  return new Map(
    posts.map((post) => [post.id, (circles.get(post.topic) ?? everyone).pick(new Dice(`post ${post.id}`))]),
  );
}

/** Nobody posts before they joined. */
function joinBefore(member: Member | undefined, time: number): void {
  if (member && member.joined >= time) member.joined = time - new Dice(`joined ${member.id}`).between(1, 300) * day;
}

function personLine(maker: PeopleMaker, { id, topics, joined }: Member): ImportInput {
  const person = maker.make(id, topics);
  return {
    kind: "person",
    source,
    externalId: id,
    ...person,
    // A domain that can never be anybody's (RFC 2606); in development its mail can be read, so that a password can be set.
    email: `${person.username}@people.example`,
    createdAt: new Date(joined).toISOString(),
  };
}

/**
 * Two follows for each friendship, some time after both have joined. All of one person's follows stand together, those of the best
 * connected first: when suggestions of the others are worked out, the friends of their friends are mostly known then.
 */
function followLines(edges: readonly Edge[], members: ReadonlyMap<string, Member>, end: number): ImportInput[] {
  const begun = edges.flatMap(([a, b]) => {
    const first = members.get(a);
    const second = members.get(b);
    if (!first || !second) return [];
    const dice = new Dice(`friends ${a} ${b}`);
    const met = Math.max(first.joined, second.joined);
    const at = met + Math.floor((end - met) * dice.next() ** 2);
    const back = Math.min(end, at + dice.between(60_000, 3 * day));
    return [
      { follower: first, followee: second, at },
      { follower: second, followee: first, at: back },
    ];
  });
  return begun
    .toSorted((a, b) => b.follower.degree - a.follower.degree || compare(a.follower.id, b.follower.id) || a.at - b.at)
    .map(({ follower, followee, at }) => ({
      kind: "follow",
      source,
      follower: follower.id,
      followee: followee.id,
      createdAt: new Date(at).toISOString(),
    }));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
