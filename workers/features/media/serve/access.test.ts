/** Who reads what: every way of showing a media, for everybody who could ask, at every address that it has. */
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../../contract/ids.ts";
import type { Conversation } from "../../../../contract/conversations.ts";
import { cases, posts, users } from "../../../../db/schema.ts";
import { makeChannel, makeDirect, makeGroup } from "../../../../tests/harness/conversations.ts";
import { eventually } from "../../../../tests/harness/eventually.ts";
import { api, db, makePerson, type Person } from "../../../../tests/harness/people.ts";
import { makePost } from "../../../../tests/harness/posts.ts";
import { makeServed, read, refer, type Served, servedParts, signedFor } from "../../../../tests/harness/serving.ts";

const readers = ["anonymous", "stranger", "follower", "owner", "moderator"] as const;
type ReaderName = (typeof readers)[number];
const everybody = [...readers];
const signedIn = everybody.filter((name) => name !== "anonymous");

let people: Record<Exclude<ReaderName, "anonymous">, Person>;
beforeAll(async () => {
  const [stranger, follower, owner, moderator] = await Promise.all([
    makePerson(),
    makePerson(),
    makePerson(),
    makePerson({ role: "moderator" }),
  ]);
  await follow(follower, owner);
  people = { stranger, follower, owner, moderator };
});

const follow = (as: Person, whom: Person) => api(`/v1/users/${whom.id}/follow`, { as, method: "POST" });
const block = (as: Person, whom: Person) => api(`/v1/users/${whom.id}/block`, { as, method: "POST" });
const setUser = (id: string, values: Partial<typeof users.$inferInsert>) =>
  db.update(users).set(values).where(eq(users.id, id));
const setPost = (id: string, values: Partial<typeof posts.$inferInsert>) =>
  db.update(posts).set(values).where(eq(posts.id, id));
/** An owner of its own, for what changes how they stand to others. */
async function ownOwner(): Promise<Person> {
  const owner = await makePerson();
  await follow(people.follower, owner);
  return owner;
}

/** Something that shows a media, or does not any more. `owner` where it is not the common one. */
interface Shown {
  mediaId: string;
  owner?: Person;
}

async function inPost(fields: Record<string, unknown>, owner = people.owner): Promise<Shown & { postId: string }> {
  const [media, post] = await Promise.all([makeServed(owner), makePost(owner, fields)]);
  await refer(media.id, "post", post.id);
  return { mediaId: media.id, owner, postId: post.id };
}

async function inTalk({ id }: Pick<Conversation, "id">, owner = people.owner): Promise<Shown> {
  const media = await makeServed(owner);
  await refer(media.id, "message", id, newId());
  return { mediaId: media.id, owner };
}

async function ofPerson(kind: "avatar" | "cover", values: Partial<typeof users.$inferInsert>): Promise<Shown> {
  const owner = await ownOwner();
  const media = await makeServed(owner);
  await refer(media.id, kind, owner.id);
  await setUser(owner.id, values);
  return { mediaId: media.id, owner };
}

async function roomOf(postId: string): Promise<Conversation> {
  const answer = await api<Conversation>("/v1/conversations", {
    as: people.owner,
    body: { type: "subject", subject: `post:${postId}` },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

const scenarios: Record<string, { show: () => Promise<Shown>; for: readonly ReaderName[] }> = {
  "a public post": { show: () => inPost({}), for: everybody },
  "an unlisted post": { show: () => inPost({ audience: "unlisted" }), for: everybody },
  "a post for followers": { show: () => inPost({ audience: "followers" }), for: ["follower", "owner"] },
  "a post for whom it mentions": {
    show: () => inPost({ audience: "mentioned", content: `Hello @${people.stranger.username}` }),
    for: ["stranger", "owner"],
  },
  "a private post": { show: () => inPost({ audience: "private" }), for: ["owner"] },
  "a deleted post": {
    show: async () => {
      const shown = await inPost({});
      // What deletes a post lets go of its media as well; the post decides even where that is still to come.
      await setPost(shown.postId, { deletedAt: Date.now() });
      return shown;
    },
    for: ["owner"],
  },
  "a hidden post": {
    show: async () => {
      const shown = await inPost({});
      await setPost(shown.postId, { hiddenAt: Date.now() });
      return shown;
    },
    for: ["owner", "moderator"],
  },
  "a public post of a private profile": {
    show: async () => {
      const owner = await ownOwner();
      await setUser(owner.id, { profileVisibility: "private" });
      return inPost({}, owner);
    },
    for: ["owner"],
  },
  "a post of a suspended account": {
    show: async () => {
      const shown = await inPost({}, await ownOwner());
      await setUser(shown.owner?.id ?? "", { status: "suspended" });
      return shown;
    },
    for: [],
  },
  "a post of a deleted account": {
    show: async () => {
      const shown = await inPost({}, await ownOwner());
      await setUser(shown.owner?.id ?? "", { status: "deleted" });
      return shown;
    },
    for: [],
  },
  "a post of somebody who blocked the stranger": {
    show: async () => {
      const owner = await ownOwner();
      await block(owner, people.stranger);
      return inPost({}, owner);
    },
    for: ["anonymous", "follower", "owner", "moderator"],
  },
  "a post of somebody whom the stranger blocked": {
    show: async () => {
      const owner = await ownOwner();
      await block(people.stranger, owner);
      return inPost({}, owner);
    },
    for: ["anonymous", "follower", "owner", "moderator"],
  },
  "a message in a group": {
    show: async () => inTalk(await makeGroup(people.owner, [people.follower])),
    for: ["follower", "owner"],
  },
  "a message in a group that was left": {
    show: async () => {
      const group = await makeGroup(people.owner, [people.follower]);
      await api(`/v1/conversations/${group.id}/leave`, { as: people.follower, method: "POST" });
      const shown = await inTalk(group);
      await eventually(async () =>
        expect((await read(`/media/${shown.mediaId}`, { as: people.follower })).status).toBe(404),
      );
      return shown;
    },
    for: ["owner"],
  },
  "a message in a group that ended": {
    show: async () => {
      const group = await makeGroup(people.owner, [people.follower]);
      await api(`/v1/conversations/${group.id}`, { as: people.owner, method: "DELETE" });
      return inTalk(group);
    },
    for: ["owner"],
  },
  "a message in a group of somebody with whom there is a block": {
    show: async () => {
      const owner = await ownOwner();
      const group = await makeGroup(owner, [people.follower, people.moderator]);
      await block(owner, people.follower);
      return inTalk(group, owner);
    },
    for: ["owner", "moderator"],
  },
  "a message to one other": {
    show: async () => inTalk(await makeDirect(people.owner, people.follower)),
    for: ["follower", "owner"],
  },
  "a message to one other, with whom there is a block": {
    show: async () => {
      const owner = await ownOwner();
      const talk = await makeDirect(owner, people.follower);
      await block(people.follower, owner);
      return inTalk(talk, owner);
    },
    for: ["owner"],
  },
  "a message in a channel": { show: async () => inTalk(await makeChannel(people.owner)), for: signedIn },
  "a message in the room of a public post": {
    show: async () => inTalk(await roomOf((await makePost(people.owner)).id)),
    for: signedIn,
  },
  "a message in the room of a post for followers": {
    show: async () => inTalk(await roomOf((await makePost(people.owner, { audience: "followers" })).id)),
    for: ["follower", "owner"],
  },
  "an avatar": { show: () => ofPerson("avatar", { status: "active" }), for: everybody },
  "an avatar of a private profile": {
    show: () => ofPerson("avatar", { profileVisibility: "private" }),
    for: everybody,
  },
  "an avatar of a suspended account": {
    show: () => ofPerson("avatar", { status: "suspended" }),
    for: ["moderator"],
  },
  "an avatar of a deleted account": { show: () => ofPerson("avatar", { status: "deleted" }), for: [] },
  "a cover": { show: () => ofPerson("cover", { profileVisibility: "public" }), for: everybody },
  "a cover of a private profile": { show: () => ofPerson("cover", { profileVisibility: "private" }), for: ["owner"] },
  "a cover for connections": {
    show: async () => {
      const shown = await ofPerson("cover", { profileVisibility: "connections" });
      if (shown.owner) await follow(shown.owner, people.follower);
      return shown;
    },
    for: ["follower", "owner"],
  },
  "a picture of a group": {
    show: async () => {
      const [media, group] = await Promise.all([makeServed(people.owner), makeGroup(people.owner)]);
      await refer(media.id, "conversation", group.id);
      return { mediaId: media.id };
    },
    for: everybody,
  },
  "a picture of a group that ended": {
    show: async () => {
      const [media, group] = await Promise.all([makeServed(people.owner), makeGroup(people.owner)]);
      await refer(media.id, "conversation", group.id);
      await api(`/v1/conversations/${group.id}`, { as: people.owner, method: "DELETE" });
      return { mediaId: media.id };
    },
    for: ["owner"],
  },
  "nothing yet": { show: async () => ({ mediaId: (await makeServed(people.owner)).id }), for: ["owner"] },
  "nothing, but it is reported": {
    show: async () => {
      const { id } = await makeServed(people.owner);
      const now = Date.now();
      await db
        .insert(cases)
        .values({ id: newId(now), targetType: "media", targetId: id, createdAt: now, updatedAt: now });
      return { mediaId: id };
    },
    for: ["owner", "moderator"],
  },
  "a private post and an avatar": {
    show: async () => {
      const shown = await inPost({ audience: "private" });
      await refer(shown.mediaId, "avatar", people.owner.id);
      return shown;
    },
    for: everybody,
  },
};

/** Statuses of every way to read a media, where it may be read. */
const ways: { name: string; path: string; headers?: Record<string, string>; method?: string; status: number }[] = [
  ...servedParts.map((path) => ({ name: `GET ${path}`, path, status: 200 })),
  { name: "HEAD", path: "", method: "HEAD", status: 200 },
  { name: "HEAD of a variant", path: "/feed", method: "HEAD", status: 200 },
  { name: "a range", path: "", headers: { Range: "bytes=0-1" }, status: 206 },
  { name: "a range of a variant", path: "/feed", headers: { Range: "bytes=-2" }, status: 206 },
  { name: "no range", path: "", headers: { Range: "bytes=100000-" }, status: 416 },
  { name: "what is known", path: "", headers: { "If-None-Match": "*" }, status: 304 },
  { name: "a download", path: "?download", status: 200 },
];

describe.each(Object.entries(scenarios))("%s shows it", (_, { show, for: allowed }) => {
  let mediaId: string;
  let owner: Person;
  beforeAll(async () => {
    const shown = await show();
    mediaId = shown.mediaId;
    owner = shown.owner ?? people.owner;
  });
  const personOf = (name: ReaderName) => (name === "anonymous" ? null : name === "owner" ? owner : people[name]);

  it("to those who may see that, and to nobody else", async () => {
    for (const name of readers) {
      // Of an account that is not active, tokens that were given out end with its sessions; its owner is that as long.
      const mayRead = allowed.includes(name) || name === "owner";
      const answers = await Promise.all(
        ways.map(({ path, ...how }) => read(`/media/${mediaId}${path}`, { as: personOf(name), ...how })),
      );
      const statuses = Object.fromEntries(ways.map((way, i) => [way.name, answers[i]?.status]));
      expect({ name, statuses }).toEqual({
        name,
        statuses: Object.fromEntries(ways.map((way) => [way.name, mayRead ? way.status : 404])),
      });
      if (!mayRead) for (const answer of answers) expectNothing(answer);
    }
  });

  it("at addresses that were made for somebody, as if they asked", async () => {
    for (const name of signedIn) {
      const query = signedFor({ id: mediaId, epoch: 1 }, { kind: "person", id: personOf(name)?.id ?? "" });
      const answers = await Promise.all(["", "/feed"].map((part) => read(`/media/${mediaId}${part}${query}`)));
      const status = allowed.includes(name) ? 200 : 404;
      expect({ name, statuses: answers.map((answer) => answer.status) }).toEqual({ name, statuses: [status, status] });
    }
  });
});

/** An answer that tells nothing, not even whether there is something. */
function expectNothing({ headers, text }: Served): void {
  expect(headers.get("Content-Type")).toBe("application/problem+json");
  expect(headers.get("Cache-Control")).toBe("no-store");
  for (const name of ["ETag", "Last-Modified", "Content-Disposition", "Content-Range", "Accept-Ranges"])
    expect(headers.get(name)).toBeNull();
  // HEAD has no body.
  if (text !== "") expect(JSON.parse(text)).toMatchObject({ code: "not_found", detail: "There is no such media." });
}
