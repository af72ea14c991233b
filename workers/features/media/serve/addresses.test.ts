/** Addresses: what a signature opens and for how long, what caches are told, and what is found by guessing. */
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../../contract/ids.ts";
import { media as mediaTable, type MediaRow, mediaRefs } from "../../../../db/schema.ts";
import { addressStep, signedQuery } from "../../../../r2/addresses.ts";
import { masterKey, originalKey, stagingKey, variantKey } from "../../../../r2/keys.ts";
import { makeChannel, makeDirect, makeGroup } from "../../../../tests/harness/conversations.ts";
import { api, db, env, makePerson, type Person } from "../../../../tests/harness/people.ts";
import { makePost } from "../../../../tests/harness/posts.ts";
import { makeServed, read, refer, servedParts, signedFor } from "../../../../tests/harness/serving.ts";

let owner: Person;
let follower: Person;
let stranger: Person;
beforeAll(async () => {
  [owner, follower, stranger] = await Promise.all([makePerson(), makePerson(), makePerson()]);
  await api(`/v1/users/${owner.id}/follow`, { as: follower, method: "POST" });
});

async function inPost(audience: string): Promise<MediaRow> {
  const [row, post] = await Promise.all([makeServed(owner), makePost(owner, { audience })]);
  await refer(row.id, "post", post.id);
  return row;
}

const statusOf = async (path: string) => (await read(path)).status;
const person = ({ id }: Person) => ({ kind: "person", id }) as const;
const raiseEpoch = (id: string) => db.update(mediaTable).set({ epoch: 2 }).where(eq(mediaTable.id, id));

describe("a signed address", () => {
  it("opens everything that a media has to whom it was made for, and caches of one may keep it while it lasts", async () => {
    const row = await inPost("followers");
    const query = signedFor(row, person(follower));
    for (const part of servedParts) {
      const { status, headers } = await read(`/media/${row.id}${part}${query}`);
      expect(status).toBe(200);
      if (part.startsWith("/captions")) continue;
      const age = Number(/^private, max-age=(\d+)$/.exec(headers.get("Cache-Control") ?? "")?.[1]);
      expect(age).toBeGreaterThan(addressStep / 1000 - 60);
      expect(age).toBeLessThanOrEqual((2 * addressStep) / 1000);
    }
  });

  it("opens nothing once it expired, was changed, or was made for another media", async () => {
    const [row, other] = await Promise.all([inPost("followers"), inPost("followers")]);
    const good = signedFor(row, person(follower));
    const claim = new URLSearchParams(good).get("r") ?? "";
    const [kid = "", seconds = "", reader = "", signature = ""] = claim.split(".");
    const claimed = (parts: string[]) => `?v=1&r=${parts.join(".")}`;
    const flipped = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    const forged: Record<string, string> = {
      "no signature": "",
      "an old one": signedFor(row, person(follower), Date.now() - 2 * addressStep),
      "that of another media": signedFor(other, person(follower)),
      "that of another epoch": good.replace("v=1", "v=2"),
      "no epoch but the signature of a later one": signedFor({ ...row, epoch: 2 }, person(follower)).replace(
        "v=2",
        "v=1",
      ),
      "no epoch": good.replace("v=1&", "").replace("?r", "?v=0&r"),
      "a later end": claimed([kid, "zzzzzzz", reader, signature]),
      "another reader": claimed([kid, seconds, `p${owner.id}`, signature]),
      "a conversation": claimed([kid, seconds, reader.replace("p", "c"), signature]),
      "another key": claimed(["test-1", seconds, reader, signature]),
      "an unknown key": claimed(["nobody", seconds, reader, signature]),
      "another signature": claimed([kid, seconds, reader, flipped]),
      "half a signature": claimed([kid, seconds, reader, signature.slice(0, 20)]),
      nonsense: "?r=nonsense",
      "the empty text": "?r=",
    };
    expect(await statusOf(`/media/${row.id}${good}`)).toBe(200);
    for (const [what, query] of Object.entries(forged)) {
      const statuses = await Promise.all(
        ["", "/feed", "/captions/en"].map((part) => statusOf(`/media/${row.id}${part}${query}`)),
      );
      expect({ what, statuses }).toEqual({ what, statuses: [404, 404, 404] });
    }
  });

  it("made with an older key of the ring holds", async () => {
    const row = await inPost("followers");
    const older = [{ kid: "test-1", secret: "A".repeat(43) }];
    const query = signedQuery(older, row.id, row.epoch, person(follower), Date.now());
    expect(await statusOf(`/media/${row.id}${query}`)).toBe(200);
  });

  it("opens nothing any more once its reader unfollowed", async () => {
    const fan = await makePerson();
    await api(`/v1/users/${owner.id}/follow`, { as: fan, method: "POST" });
    const row = await inPost("followers");
    const address = `/media/${row.id}/feed${signedFor(row, person(fan))}`;
    expect(await statusOf(address)).toBe(200);
    await api(`/v1/users/${owner.id}/follow`, { as: fan, method: "DELETE" });
    expect(await statusOf(address)).toBe(404);
  });

  it("opens nothing any more once one blocked the other", async () => {
    const [author, fan] = await Promise.all([makePerson(), makePerson()]);
    const [row, post] = await Promise.all([makeServed(author), makePost(author)]);
    await refer(row.id, "post", post.id);
    const address = `/media/${row.id}${signedFor(row, person(fan))}`;
    expect(await statusOf(address)).toBe(200);
    await api(`/v1/users/${fan.id}/block`, { as: author, method: "POST" });
    expect(await statusOf(address)).toBe(404);
  });

  it("opens nothing any more once the post is deleted, or no longer shows it", async () => {
    const [row, post] = await Promise.all([makeServed(owner), makePost(owner)]);
    await refer(row.id, "post", post.id);
    const addresses = ["", "/feed", signedFor(row, person(follower))].map((rest) => `/media/${row.id}${rest}`);
    expect(await Promise.all(addresses.map(statusOf))).toEqual([200, 200, 200]);
    await api(`/v1/posts/${post.id}`, { as: owner, method: "DELETE" });
    expect(await Promise.all(addresses.map(statusOf))).toEqual([404, 404, 404]);
  });

  it("of an epoch that has passed is asked for again each time", async () => {
    const row = await inPost("followers");
    const query = signedFor(row, person(follower));
    await raiseEpoch(row.id);
    const { status, headers } = await read(`/media/${row.id}${query}`);
    expect(status).toBe(200);
    expect(headers.get("Cache-Control")).toBe("private, no-cache");
  });
});

describe("an address made for a conversation", () => {
  const forTalk = (row: MediaRow, id: string) => signedFor(row, { kind: "conversation", id });

  it("opens what a message there shows, while it shows it", async () => {
    for (const talk of [await makeGroup(owner), await makeDirect(owner, follower), await makeChannel(owner)]) {
      const row = await makeServed(owner);
      const address = `/media/${row.id}/feed${forTalk(row, talk.id)}`;
      expect(await statusOf(address)).toBe(404);
      await refer(row.id, "message", talk.id, newId());
      expect(await statusOf(address)).toBe(200);
      await db.delete(mediaRefs).where(eq(mediaRefs.mediaId, row.id));
      expect(await statusOf(address)).toBe(404);
    }
  });

  it("opens nothing that only something else shows", async () => {
    const [mine, other] = await Promise.all([makeGroup(owner), makeGroup(owner)]);
    const row = await makeServed(owner);
    await refer(row.id, "message", other.id, newId());
    const hidden = await makePost(owner, { audience: "private" });
    await refer(row.id, "post", hidden.id);
    expect(await statusOf(`/media/${row.id}${forTalk(row, mine.id)}`)).toBe(404);
    expect(await statusOf(`/media/${row.id}${forTalk(row, newId())}`)).toBe(404);
    expect(await statusOf(`/media/${row.id}${forTalk(row, other.id)}`)).toBe(200);
  });

  it("opens nothing once the conversation ended, or its two are parted", async () => {
    const [group, friend] = await Promise.all([makeGroup(owner), makePerson()]);
    const direct = await makeDirect(owner, friend);
    const [inGroup, inDirect] = await Promise.all([makeServed(owner), makeServed(owner)]);
    await refer(inGroup.id, "message", group.id, newId());
    await refer(inDirect.id, "message", direct.id, newId());
    const addresses = [
      `/media/${inGroup.id}${forTalk(inGroup, group.id)}`,
      `/media/${inDirect.id}${forTalk(inDirect, direct.id)}`,
    ];
    expect(await Promise.all(addresses.map(statusOf))).toEqual([200, 200]);
    await api(`/v1/conversations/${group.id}`, { as: owner, method: "DELETE" });
    await api(`/v1/users/${owner.id}/block`, { as: friend, method: "POST" });
    expect(await Promise.all(addresses.map(statusOf))).toEqual([404, 404]);
  });
});

describe("a plain address", () => {
  it("of the current epoch of what everybody may see is kept by all caches, for good", async () => {
    const row = await inPost("public");
    for (const part of ["", "/feed"]) {
      for (const as of [null, stranger]) {
        const { headers } = await read(`/media/${row.id}${part}`, { as });
        expect(headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
      }
    }
  });

  it("of another epoch is not kept", async () => {
    const row = await inPost("public");
    await raiseEpoch(row.id);
    const control = async (query: string) => (await read(`/media/${row.id}/feed${query}`)).headers.get("Cache-Control");
    expect(await control("")).toBe("private, no-cache");
    expect(await control("?v=3")).toBe("private, no-cache");
    expect(await control("?v=two")).toBe("private, no-cache");
    expect(await control("?v=2")).toBe("public, max-age=31536000, immutable");
  });

  it("of what only some may see is not kept", async () => {
    const row = await inPost("followers");
    const { headers } = await read(`/media/${row.id}`, { as: follower });
    expect(headers.get("Cache-Control")).toBe("private, no-cache");
  });

  it("shows nothing that was not looked at, or is being deleted", async () => {
    for (const fields of [
      { state: "uploading" },
      { state: "processing" },
      { state: "refused", reason: "damaged" },
      { deletedAt: 1 },
    ] as const) {
      const row = await makeServed(owner, fields);
      const { status } = await read(`/media/${row.id}`, { as: owner });
      expect({ fields, status }).toEqual({ fields, status: 404 });
    }
  });
});

describe("a site that is closed to visitors", () => {
  it("shows them avatars, which stand on cards, and nothing else", async () => {
    const admin = await makePerson({ role: "admin" });
    const [row, avatar] = await Promise.all([inPost("public"), makeServed(owner)]);
    await refer(avatar.id, "avatar", owner.id);
    const close = (publicReading: boolean) =>
      api("/v1/admin/settings", { as: admin, method: "PATCH", body: { publicReading } });
    expect((await close(false)).status).toBe(200);
    try {
      expect(await statusOf(`/media/${row.id}`)).toBe(404);
      expect(await statusOf(`/media/${row.id}/feed`)).toBe(404);
      expect(await statusOf(`/media/${avatar.id}/avatar`)).toBe(200);
      const { status, headers } = await read(`/media/${row.id}`, { as: stranger });
      expect(status).toBe(200);
      expect(headers.get("Cache-Control")).toBe("private, no-cache");
    } finally {
      await close(true);
    }
  });
});

describe("guessing", () => {
  it("finds nothing, whoever asks", async () => {
    const row = await makeServed(owner);
    const { id } = row;
    await Promise.all([env.MEDIA.put(stagingKey(id), "staged"), env.MEDIA.put(masterKey(id), "master")]);
    const paths = [
      `/media/${id}/original`,
      `/media/${id}/master`,
      `/media/${id}/poster`,
      `/media/${id}/variants/feed.jpeg`,
      `/media/${id}/variants`,
      `/media/${id}/feed.jpeg`,
      `/media/${id}/FEED`,
      `/media/${id}/`,
      `/media/${id}/captions`,
      `/media/${id}/captions/`,
      `/media/${id}/captions/fr`,
      `/media/${id}/captions/en.vtt`,
      `/media/${id}/captions/..%2foriginal`,
      `/media/${id}/captions/%2e%2e%2f%2e%2e%2foriginal`,
      `/media/${id}%2foriginal`,
      `/media/${id}%2Fvariants%2Ffeed.jpeg`,
      `/media/${id}/..%2F${id}%2Foriginal`,
      `/media/${id}/cached/1/feed.jpeg`,
      `/media/${encodeURIComponent(originalKey(id))}`,
      `/media/${encodeURIComponent(stagingKey(id))}`,
      `/media/${encodeURIComponent(variantKey(id, "feed", "jpeg"))}`,
      `/media/..%2Fuploads%2F${id}`,
      `/media/${id.toLowerCase()}`,
      `/media/${id}%00`,
      `/media/${id}%20`,
      `/media/${newId()}`,
      `/media/${newId()}/feed`,
      "/media/",
      "/media/health/probe",
      "/media/nonsense",
    ];
    for (const path of paths) {
      for (const as of [owner, null]) {
        const { status, headers } = await read(path, { as });
        expect({ path, status, type: headers.get("Content-Type") }).toEqual({
          path,
          status: 404,
          type: "application/problem+json",
        });
      }
    }
  });
});
