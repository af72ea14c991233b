/** How a post looks before the server has answered. Pure. */
import type { Media } from "../../../../contract/media.ts";
import type { FeedItem } from "../../../../contract/posts.ts";
import type { Me } from "../../../../contract/users.ts";
import { hostOf, withScheme } from "../../lib/web-address.ts";
import { pendingId } from "../feed/arrivals.ts";
import { type PostDraft, postTypeOf } from "./draft.ts";

/** What a post brings along, all of it ready. */
export interface PostedMedia {
  media: readonly Media[];
  cover: Media | null;
}

export function provisionalItem(
  draft: PostDraft,
  author: Me,
  now: number,
  { media, cover }: PostedMedia = { media: [], cover: null },
): FeedItem {
  const id = pendingId();
  const { type, content, warning } = draft;
  const url = withScheme(draft.url.trim());
  return {
    id,
    post: {
      id,
      author,
      type: postTypeOf(draft, media),
      content,
      contentHtml: plainHtml(content),
      language: draft.language ?? author.settings.locale,
      translations: {},
      media: [...media],
      tags: [],
      mentions: [],
      location: null,
      audience: draft.audience,
      replyPolicy: draft.replyPolicy,
      sensitive: warning !== null,
      contentWarning: warning?.trim() || null,
      createdAt: new Date(now).toISOString(),
      editedAt: null,
      counts: { likes: 0, comments: 0, reposts: 0, views: 0 },
      viewer: { liked: false, bookmarked: false, reposted: false, mayComment: true },
      ...(type === "article" && {
        article: {
          title: draft.title,
          excerpt: draft.body.slice(0, 240),
          words: wordCount(draft.body),
          coverId: cover?.id ?? null,
          ...(cover !== null && { cover }),
        },
      }),
      ...(type === "link" && {
        link: { url, title: draft.linkTitle.trim() || null, host: hostOf(url) },
      }),
    },
  };
}

/** Text as it was typed, as safe HTML: for the moment until the server has rendered it. */
export function plainHtml(text: string): string {
  const escaped = text
    .trim()
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
    .replace(/\n{2,}/g, "</p><p>")
    .replace(/\n/g, "<br>");
  return escaped === "" ? "" : `<p>${escaped}</p>`;
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
