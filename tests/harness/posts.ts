/** Posts and comments of tests, made through the API by their authors. */
import type { Comment } from "../../contract/comments.ts";
import type { FeedItem, Post } from "../../contract/posts.ts";
import { api, type Person } from "./people.ts";

let made = 0;

/** Writes a post as `author`; text of its own unless `fields` say otherwise. */
export async function makePost(author: Person, fields: Record<string, unknown> = {}): Promise<Post> {
  made += 1;
  const answer = await api<Post>("/v1/posts", {
    as: author,
    body: { type: "text", content: `Post ${made}`, ...fields },
  });
  if (answer.status !== 201) throw new Error(`post: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Answers a post as `author`. */
export async function makeComment(
  author: Person,
  postId: string,
  fields: Record<string, unknown> = {},
): Promise<Comment> {
  made += 1;
  const answer = await api<Comment>(`/v1/posts/${postId}/comments`, {
    as: author,
    body: { content: `Comment ${made}`, ...fields },
  });
  if (answer.status !== 201) throw new Error(`comment: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** All items of a list, page after page. */
export async function readAll<Item = FeedItem>(
  path: string,
  options: { as?: Person; limit?: number } = {},
): Promise<Item[]> {
  const items: Item[] = [];
  const join = path.includes("?") ? "&" : "?";
  for (let cursor: string | null = ""; cursor !== null;) {
    const answer: { status: number; body: { items: Item[]; nextCursor: string | null } } = await api(
      `${path}${join}limit=${options.limit ?? 20}${cursor === "" ? "" : `&cursor=${cursor}`}`,
      { as: options.as ?? null },
    );
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    items.push(...answer.body.items);
    cursor = answer.body.nextCursor;
  }
  return items;
}
