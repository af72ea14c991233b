import { describe, expect, it } from "vitest";
import { type Comment, type CommentInContext, maxDepth } from "../../../contract/comments.ts";
import type { Problem } from "../../../contract/errors.ts";
import type { Post } from "../../../contract/posts.ts";
import { api, makePerson } from "../../../tests/harness/people.ts";
import { makeComment, makePost, readAll } from "../../../tests/harness/posts.ts";

const level = (postId: string, query = "") => readAll<Comment>(`/v1/posts/${postId}/comments${query}`, { limit: 3 });
const remove = (as: Awaited<ReturnType<typeof makePerson>>, id: string) =>
  api(`/v1/comments/${id}`, { as, method: "DELETE" });
const countOf = async (postId: string) => (await api<Post>(`/v1/posts/${postId}`)).body.counts.comments;

describe("comments", () => {
  it("nest, are counted, and come with their ancestors", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    const post = await makePost(ada);
    const first = await makeComment(grace, post.id, { content: `Hello @${ada.username} #nice` });
    const reply = await makeComment(ada, post.id, { parentId: first.id });
    const deep = await makeComment(grace, post.id, { parentId: reply.id });
    expect([first.depth, reply.depth, deep.depth]).toEqual([0, 1, 2]);
    expect(first.contentHtml).toContain(`href="/people/${ada.username}"`);
    const read = await api<CommentInContext>(`/v1/comments/${deep.id}`);
    expect(read.body).toMatchObject({ id: deep.id, postId: post.id });
    expect(read.body.ancestors.map(({ id }) => id)).toEqual([first.id, reply.id]);
    expect((await level(post.id)).map(({ id, counts }) => [id, counts.replies])).toEqual([[first.id, 1]]);
    expect(await countOf(post.id)).toBe(3);
  });

  it("page exactly in every order, also under a parent", async () => {
    const ada = await makePerson();
    const readers = await Promise.all(Array.from({ length: 8 }, () => makePerson()));
    const post = await makePost(ada);
    const root = await makeComment(ada, post.id);
    const made: string[] = [];
    for (const reader of readers) made.push((await makeComment(reader, post.id, { parentId: root.id })).id);
    await Promise.all(
      readers.flatMap((reader, i) =>
        made.slice(0, i).map((id) => api(`/v1/comments/${id}/like`, { as: reader, method: "POST" })),
      ),
    );
    const ids = async (sort: string) => (await level(post.id, `?parentId=${root.id}&sort=${sort}`)).map(({ id }) => id);
    expect(await ids("old")).toEqual(made);
    expect(await ids("new")).toEqual(made.toReversed());
    // The first got the most likes; the last two got none and stand newest first.
    expect(await ids("top")).toEqual(made);
  });

  it("leave a tombstone while they have replies, and vanish with the last of them", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    const post = await makePost(ada);
    const root = await makeComment(grace, post.id);
    const middle = await makeComment(ada, post.id, { parentId: root.id });
    const leaf = await makeComment(grace, post.id, { parentId: middle.id });
    const other = await makeComment(ada, post.id);

    expect((await remove(ada, middle.id)).status).toBe(204);
    expect((await remove(grace, root.id)).status).toBe(204);
    expect(await level(post.id, "?sort=old")).toMatchObject([
      { id: root.id, deleted: true, author: null, content: "", contentHtml: "", counts: { replies: 1 } },
      { id: other.id, deleted: false },
    ]);
    expect(await level(post.id, `?parentId=${root.id}`)).toMatchObject([
      { id: middle.id, deleted: true, counts: { replies: 1 } },
    ]);
    expect(await countOf(post.id)).toBe(2);

    expect((await remove(grace, leaf.id)).status).toBe(204);
    expect((await level(post.id)).map(({ id }) => id)).toEqual([other.id]);
    expect(await countOf(post.id)).toBe(1);
    expect((await remove(grace, leaf.id)).status).toBe(404);
  });

  it("keep counts right when siblings are deleted at once", async () => {
    const ada = await makePerson();
    const post = await makePost(ada);
    const root = await makeComment(ada, post.id);
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => makeComment(ada, post.id, { parentId: root.id })),
    );
    await Promise.all(replies.slice(0, 9).flatMap(({ id }) => [remove(ada, id), remove(ada, id)]));
    expect(await level(post.id)).toMatchObject([{ id: root.id, counts: { replies: 1 } }]);
    expect(await countOf(post.id)).toBe(2);
  });

  it("can be removed by the author of the post, and by nobody else", async () => {
    const [ada, grace, other] = await Promise.all([makePerson(), makePerson(), makePerson()]);
    const post = await makePost(ada);
    const comment = await makeComment(grace, post.id);
    expect((await remove(other, comment.id)).status).toBe(403);
    expect((await remove(ada, comment.id)).status).toBe(204);
  });

  it("can be changed by their author", async () => {
    const [ada, grace] = await Promise.all([makePerson(), makePerson()]);
    const post = await makePost(ada);
    const comment = await makeComment(grace, post.id);
    const changed = await api<Comment>(`/v1/comments/${comment.id}`, {
      as: grace,
      method: "PATCH",
      body: { content: "*Better*" },
    });
    expect(changed.body).toMatchObject({ content: "*Better*", contentHtml: "<p><em>Better</em></p>" });
    expect(changed.body.editedAt).not.toBeNull();
  });

  it("end no deeper than the tree may be", async () => {
    const ada = await makePerson();
    const post = await makePost(ada);
    let parent = await makeComment(ada, post.id);
    for (let i = 0; i < maxDepth; i++) parent = await makeComment(ada, post.id, { parentId: parent.id });
    expect(parent.depth).toBe(maxDepth);
    const beside = await makeComment(ada, post.id, { parentId: parent.id });
    expect(beside).toMatchObject({ depth: maxDepth, parentId: parent.parentId });
  });

  it("follow the reply policy of the post", async () => {
    const [ada, follower, stranger] = await Promise.all([makePerson(), makePerson(), makePerson()]);
    await api(`/v1/users/${ada.id}/follow`, { as: follower, method: "POST" });
    const post = await makePost(ada, { replyPolicy: "followers" });
    const say = (as: typeof ada) => api(`/v1/posts/${post.id}/comments`, { as, body: { content: "Hi" } });
    expect((await say(stranger)).status).toBe(403);
    expect((await say(follower)).status).toBe(201);
    const closed = await makePost(ada, { replyPolicy: "nobody" });
    expect((await api(`/v1/posts/${closed.id}/comments`, { as: follower, body: { content: "Hi" } })).status).toBe(403);
  });

  it("refuse a parent that is gone or belongs elsewhere", async () => {
    const ada = await makePerson();
    const [post, elsewhere] = [await makePost(ada), await makePost(ada)];
    const [gone, foreign] = [await makeComment(ada, post.id), await makeComment(ada, elsewhere.id)];
    await remove(ada, gone.id);
    for (const parentId of [gone.id, foreign.id, "01JD6Z3N9Q8T4V5W6X7Y8Z9ABC"]) {
      const answer = await api<Problem>(`/v1/posts/${post.id}/comments`, {
        as: ada,
        body: { content: "Hi", parentId },
      });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: "parentId" }] } });
    }
  });

  it("hide what two people say from each other while one blocks the other", async () => {
    const [ada, grace, other] = await Promise.all([makePerson(), makePerson(), makePerson()]);
    const post = await makePost(ada);
    const [alone, answered] = [await makeComment(grace, post.id), await makeComment(grace, post.id)];
    await makeComment(ada, post.id, { parentId: answered.id });
    await api(`/v1/users/${grace.id}/block`, { as: other, method: "POST" });
    const seen = await api<{ items: Comment[] }>(`/v1/posts/${post.id}/comments`, { as: other });
    expect(seen.body.items).toMatchObject([{ id: answered.id, deleted: true, author: null, content: "" }]);
    expect((await api(`/v1/comments/${alone.id}`, { as: other })).status).toBe(404);
  });
});
