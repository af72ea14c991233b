/** Feeds: skeleton → hydrate → rules → present, and what keeps Timelines true at once. */
import type { Page } from "../../../contract/page.ts";
import { type FeedItem, tagName } from "../../../contract/posts.ts";
import { cutPage, encodeCursor } from "../../../db/cursor.ts";
import { timelineAddress } from "../../../durable-objects/addresses.ts";
import { isConnection, peopleRules } from "../../access/people.ts";
import { unauthenticated } from "../../http/context.ts";
import { AppError, invalid, notFound } from "../../http/error.ts";
import { readCursor } from "../../http/page.ts";
import type { Scope } from "../../scope.ts";
import { showingOf } from "../../pipeline/showing.ts";
import { findPersonSubject } from "../../pipeline/find-person.ts";
import { type HydratedPost, hydratePosts, mayList, postsByIds, type PostSkeleton } from "../../pipeline/posts.ts";
import { presentFeedItem } from "../../pipeline/post-view.ts";
import * as skeletons from "./skeletons.ts";

export interface FeedRequest {
  limit: number;
  cursor?: string | undefined;
}

/** Those of the rows that may stand in a list before the viewer, as they are shown. */
function itemsOf(scope: Scope, rows: readonly HydratedPost[]): FeedItem[] {
  const showing = showingOf(scope);
  return rows.filter((post) => mayList(post, scope.viewer)).map((post) => presentFeedItem(post, showing));
}

/** A list by index. It may hold fewer than `limit` and go on: what the rules take out is not filled up, so that a page stays within its budget. */
async function pageOf(
  scope: Scope,
  request: FeedRequest,
  skeleton: (window: skeletons.Window) => PostSkeleton,
): Promise<Page<FeedItem>> {
  const before = readCursor(request.cursor, ["id"])?.[0] ?? null;
  const rows = await hydratePosts(scope.db, scope.viewer, skeleton({ before, limit: request.limit + 1 }), "descending");
  const page = cutPage(rows, request.limit, (row) => [row.position]);
  return { items: itemsOf(scope, page.rows), nextCursor: page.nextCursor };
}

/** `home`, `latest`, `bookmarks` or `tag:<name>`. Throws `unauthenticated` for feeds that are somebody's own. */
export async function readFeed(scope: Scope, feed: string, request: FeedRequest): Promise<Page<FeedItem>> {
  if (feed === "latest") return pageOf(scope, request, skeletons.latest);
  if (feed.startsWith("tag:")) {
    const tag = tagName.safeParse(feed.slice(4));
    if (!tag.success) throw invalid("feed", "must name a tag of letters, digits and _");
    return pageOf(scope, request, (window) => skeletons.tagged(tag.data, window));
  }
  const { viewer } = scope;
  if (viewer === null) throw unauthenticated();
  if (feed === "bookmarks") return pageOf(scope, request, (window) => skeletons.bookmarked(viewer.id, window));
  return readHome(scope, viewer.id, request);
}

async function readHome(scope: Scope, viewerId: string, request: FeedRequest): Promise<Page<FeedItem>> {
  const before = readCursor(request.cursor, ["id"])?.[0];
  const page = await timelineAddress(scope.env, viewerId).page(viewerId, {
    limit: request.limit,
    ...(before !== undefined && { before }),
  });
  const ids = page.items.map((item) => item.id);
  const rows =
    ids.length === 0 ? [] : await hydratePosts(scope.db, scope.viewer, skeletons.entriesByIds(ids), "descending");
  return { items: itemsOf(scope, rows), nextCursor: page.next === null ? null : encodeCursor([page.next]) };
}

/** Posts named by id, in the order asked for; those that are not there, or not for the viewer, are left out. */
export async function readByIds(scope: Scope, ids: readonly string[]): Promise<Page<FeedItem>> {
  const rows = await hydratePosts(scope.db, scope.viewer, postsByIds(ids), "ascending");
  return { items: itemsOf(scope, rows), nextCursor: null };
}

/** What a person posted and reposted. Throws `not_found` for who may not be seen, `forbidden` for a profile that is not for the viewer. */
export async function readPostsOf(scope: Scope, idOrUsername: string, request: FeedRequest): Promise<Page<FeedItem>> {
  const { viewer } = scope;
  const person = await findPersonSubject(scope, idOrUsername);
  if (!person || !peopleRules.see(person, viewer)) throw notFound("person");
  if (!peopleRules.readProfile(person, viewer)) throw new AppError("forbidden", "This profile is not open to you.");
  const close =
    viewer?.id === person.id || person.relation.followState === "following" || isConnection(person.relation);
  return pageOf(scope, request, (window) => skeletons.ofActor(person.id, !close, window));
}
