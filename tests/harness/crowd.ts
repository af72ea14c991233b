/** A community of any size, written by a few set-based statements, with one person who has more of everything than a page shows. */
import { newId } from "../../contract/ids.ts";
import { timelineAddress } from "../../durable-objects/addresses.ts";
import { env, makePerson, type Person } from "./people.ts";

/** Ids of the crowd: `kind` and `n` make a ULID that sorts by `n`, older than anything made by a test. */
const idOf = (kind: number, n: string): string => `('00${kind}' || printf('%023d', ${n}))`;
const upTo = (from: number, to: number): string =>
  `WITH RECURSIVE n (i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to - 1})`;

const run = async (...statements: string[]) => {
  await env.DB.batch(statements.map((statement) => env.DB.prepare(statement)));
};

const people = 1000;

/** People with a picture each, which is their cover and stands in all their posts, and for `main` 720 of them to follow and 30 of everything that is listed. */
export async function makeCrowd(): Promise<{ main: Person; postId: string; commentId: string; caseId: string }> {
  const main = await makePerson({ role: "admin", interests: ["walking"] });
  const some = upTo(0, 30);
  const person = idOf(1, "i");
  await run(
    `${upTo(0, people)} INSERT INTO users (id, username, username_key, display_name, display_name_key, created_at, updated_at)
      SELECT ${person}, 'crowd_' || i, 'crowd_' || i, 'Crowd ' || i, 'crowd ' || i, i, i FROM n`,
    `${upTo(0, people)} INSERT INTO credentials (user_id, email, email_key, created_at, updated_at)
      SELECT ${person}, 'crowd' || i || '@example.org', 'crowd' || i || '@example.org', i, i FROM n`,
    `${upTo(0, people)} INSERT INTO media (id, owner_id, state, kind, type, size, filename, created_at, updated_at)
      SELECT ${idOf(0, "i")}, ${person}, 'ready', 'image', 'image/png', 1, 'crowd.png', i, i FROM n`,
    `${upTo(0, people)} INSERT INTO media_refs (media_id, kind, subject_id) SELECT ${idOf(0, "i")}, 'cover', ${person} FROM n`,
    `UPDATE users SET cover_media_id = '000' || substr(id, 4) WHERE id LIKE '001%'`,
    `${upTo(0, 720)} INSERT INTO follows (id, follower_id, followee_id, state, created_at)
      SELECT ${idOf(2, "i")}, '${main.id}', ${person}, 'following', i FROM n`,
    `${some} INSERT INTO follows (id, follower_id, followee_id, state, created_at)
      SELECT ${idOf(2, "i + 10000")}, ${idOf(1, "i + 800")}, '${main.id}', 'following', i FROM n`,
    `${some} INSERT INTO follows (id, follower_id, followee_id, state, created_at)
      SELECT ${idOf(2, "i + 20000")}, ${idOf(1, "i + 840")}, '${main.id}', 'requested', i FROM n`,
    `${some} INSERT INTO blocks (blocker_id, blocked_id, created_at) SELECT '${main.id}', ${idOf(1, "i + 880")}, i FROM n`,
    `${some} INSERT INTO mutes (muter_id, muted_id, created_at) SELECT '${main.id}', ${idOf(1, "i + 920")}, i FROM n`,
    `${some} INSERT INTO suggestions (user_id, candidate_id, score, mutuals) SELECT '${main.id}', ${idOf(1, "i + 730")}, i, 1 FROM n`,
    `${some} INSERT INTO sessions (id, user_id, seed, rotated_at, client, device, created_at, last_seen_at, expires_at)
      SELECT ${idOf(3, "i")}, '${main.id}', 's', 0, 'web', 'A browser', i, i, 9999999999999 FROM n`,
    `${some} INSERT INTO cases (id, target_type, target_id, created_at, updated_at) SELECT ${idOf(4, "i")}, 'user', ${person}, i, i FROM n`,
    `${some} INSERT INTO audit_log (id, actor_id, action, target_type, target_id, request_id, created_at)
      SELECT ${idOf(5, "i")}, '${main.id}', 'test', 'user', ${person}, 'r', i FROM n`,
  );
  await growPosts(0, 1000);
  const postId = newId();
  await run(
    `INSERT INTO posts (id, author_id, type, content, content_html, tags, created_at) VALUES ('${postId}', '${main.id}', 'text', 'x', 'x', '["crowd"]', 1)`,
    `INSERT INTO entries (id, actor_id, post_id, author_id, kind, open) VALUES ('${postId}', '${main.id}', '${postId}', '${main.id}', 'post', 1)`,
    `${some} INSERT INTO entries (id, actor_id, post_id, author_id, kind, open)
      SELECT ${idOf(7, "i")}, '${main.id}', ${idOf(6, "i")}, posts.author_id, 'repost', 1 FROM n JOIN posts ON posts.id = ${idOf(6, "i")}`,
    `${some} INSERT INTO bookmarks (id, user_id, post_id) SELECT ${idOf(8, "i")}, '${main.id}', ${idOf(6, "i")} FROM n`,
    `${some} INSERT INTO post_revisions (post_id, version, content, content_html, created_at) SELECT '${postId}', i, 'x', 'x', i FROM n`,
    `${some} INSERT INTO comments (id, post_id, parent_id, depth, author_id, content, content_html, created_at)
      SELECT ${idOf(9, "i")}, '${postId}', NULL, 0, ${person}, 'x', 'x', i FROM n`,
  );
  const { results } = await env.DB.prepare(`SELECT id, author_id FROM posts WHERE id < '007' LIMIT 60`).all<{
    id: string;
    author_id: string;
  }>();
  const entries = results.map((row) => ({
    id: row.id,
    postId: row.id,
    actorId: row.author_id,
    authorId: row.author_id,
  }));
  await timelineAddress(env, main.id).fanOut(entries, [main.id]);
  const first = (kind: number) => `00${kind}${"0".repeat(23)}`;
  return { main, postId, commentId: first(9), caseId: first(4) };
}

/** More public posts by the crowd, all of one tag, each with a picture, a comment and a like; ids from `from` to `to`. */
export async function growPosts(from: number, to: number): Promise<void> {
  const post = idOf(6, "i");
  const author = idOf(1, `i % ${people}`);
  const picture = idOf(0, `i % ${people}`);
  await run(
    `${upTo(from, to)} INSERT INTO posts (id, author_id, type, content, content_html, tags, media, created_at)
      SELECT ${post}, ${author}, 'image', 'Post ' || i, '<p>Post</p>', '["crowd"]', json_array(${picture}), i FROM n`,
    `${upTo(from, to)} INSERT INTO media_refs (media_id, kind, subject_id) SELECT ${picture}, 'post', ${post} FROM n`,
    `${upTo(from, to)} INSERT INTO entries (id, actor_id, post_id, author_id, kind, open) SELECT ${post}, ${author}, ${post}, ${author}, 'post', 1 FROM n`,
    `${upTo(from, to)} INSERT INTO post_tags (tag, post_id) SELECT 'crowd', ${post} FROM n`,
    `${upTo(from, to)} INSERT INTO post_likes (user_id, post_id, created_at) SELECT ${author}, ${post}, i FROM n`,
    `${upTo(from, to)} INSERT INTO comments (id, post_id, parent_id, depth, author_id, content, content_html, created_at)
      SELECT ${idOf(9, "i + 100000")}, ${post}, NULL, 0, ${author}, 'x', 'x', i FROM n`,
  );
}
