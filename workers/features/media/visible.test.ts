/** What it costs to find out who may see a media. */
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../contract/ids.ts";
import { makeChannel, makeDirect, makeGroup } from "../../../tests/harness/conversations.ts";
import { hopsOf } from "../../../tests/harness/hops.ts";
import { measure } from "../../../tests/harness/measure.ts";
import { makeMedia } from "../../../tests/harness/media.ts";
import { makePerson, type Person } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";
import { makeServed, refer } from "../../../tests/harness/serving.ts";
import { visibleMedia } from "./visible.ts";

let owner: Person;
let reader: Person;
let mediaId: string;
let groupId: string;
beforeAll(async () => {
  [owner, reader] = await Promise.all([makePerson(), makePerson()]);
  ({ id: mediaId } = await makeServed(owner));
  const [post, group, direct, channel] = await Promise.all([
    makePost(owner),
    makeGroup(owner, [reader]),
    makeDirect(owner, reader),
    makeChannel(owner),
  ]);
  groupId = group.id;
  await refer(mediaId, "post", post.id);
  await refer(mediaId, "avatar", owner.id);
  await refer(mediaId, "cover", owner.id);
  await refer(mediaId, "conversation", group.id);
  for (const { id } of [group, direct, channel]) await refer(mediaId, "message", id, newId());
});

describe("finding a media for a reader", () => {
  it.each(["a person", "a person of an address", "a conversation of an address"])(
    "takes one statement without scans: %s",
    async (kind) => {
      const { result, calls, scans, rowsRead } = await measure(reader, (scope) => {
        if (kind === "a person") return visibleMedia(scope, mediaId);
        const conversation = kind.startsWith("a conversation");
        return visibleMedia(scope, mediaId, {
          kind: conversation ? "conversation" : "person",
          id: conversation ? groupId : reader.id,
        });
      });
      expect(result).toMatchObject({ row: { id: mediaId } });
      expect({ calls, scans }).toEqual({ calls: 1, scans: [] });
      // Seven things refer to it, each looked up with its people.
      expect(rowsRead).toBeLessThanOrEqual(70);
    },
  );

  it("reads no more for messages that are many", async () => {
    const { id } = await makeMedia(owner);
    for (let n = 0; n < 50; n++) await refer(id, "message", groupId, newId());
    const { rowsRead } = await measure(reader, (scope) => visibleMedia(scope, id));
    expect(rowsRead).toBeLessThanOrEqual(50 + 20);
  });
});

describe("serving", () => {
  it.each(["", "/feed", "/captions/en"])("takes one hop: /media/{id}%s", async (part) => {
    await hopsOf("/v1/users/me", { as: reader });
    expect(await hopsOf(`/media/${mediaId}${part}`, { as: reader })).toEqual({ status: 200, hops: 1 });
    expect(await hopsOf(`/media/${mediaId}${part}`)).toEqual({ status: 200, hops: 1 });
  });
});
