import { describe, expect, it } from "vitest";
import type { Post } from "../../../contract/posts.ts";
import { makeMedia } from "../../../tests/harness/media.ts";
import { api, makePerson } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";

describe("pictures within an article", () => {
  it("have addresses for whoever reads, and go with the picture", async () => {
    const author = await makePerson();
    const [shown, other] = [await makeMedia(author), await makeMedia(author)];
    const body = `Before\n\n![The plan](media:${shown.id})\n\n![Not ours](media:${other.id})`;
    const { id } = await makePost(author, {
      type: "article",
      article: { title: "With a picture", body },
      mediaIds: [shown.id],
      audience: "followers",
    });
    const own = await api<Post>(`/v1/posts/${id}`, { as: author });
    const source = /<img src="([^"]+)" alt="The plan"/
      .exec(own.body.article?.bodyHtml ?? "")?.[1]
      ?.replaceAll("&amp;", "&");
    expect(source).toBe(own.body.media[0]?.urls.full);
    expect(own.body.article?.bodyHtml).toContain("<p>Not ours</p>");
    expect((await api(`${source}`)).status).not.toBe(404);

    const open = await api<Post>(`/v1/posts/${id}`, { as: author, method: "PATCH", body: { audience: "public" } });
    expect(open.body.article?.bodyHtml).toContain(`<img src="/media/${shown.id}/full" alt="The plan"`);
    const without = await api<Post>(`/v1/posts/${id}`, { as: author, method: "PATCH", body: { mediaIds: [] } });
    expect(without.body.article?.bodyHtml).toContain("<p>The plan</p>");
  });
});
