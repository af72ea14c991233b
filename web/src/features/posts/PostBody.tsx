/** What a post says: its words behind their warning, with what is attached to them. */
import { useState, type ReactNode } from "react";
import type { Post } from "../../../../contract/posts.ts";
import { codePoints } from "../../lib/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { ArticleCard } from "./ArticleCard.tsx";
import { LinkCard } from "./LinkCard.tsx";
import { PostMedia } from "./PostMedia.tsx";
import { SourceLine } from "./PostMarks.tsx";
import { TagList } from "./TagList.tsx";

/** `folded`: long texts show their beginning, as lists need it. */
export function PostBody({ post, folded = false }: { post: Post; folded?: boolean }) {
  return (
    <div className="grid gap-2.5 pt-0.5">
      <Cover post={post}>
        {post.contentHtml !== "" && <Words post={post} folded={folded} />}
        <PostMedia post={post} place="list" />
        {post.article !== undefined && <ArticleCard postId={post.id} article={post.article} lang={post.language} />}
        {post.link !== undefined && <LinkCard link={post.link} />}
      </Cover>
      <TagList post={post} />
      {post.source !== undefined && <SourceLine source={post.source} />}
    </div>
  );
}

/**
 * What its author warned of stays covered until one asks for it; of posts that are only sensitive, the pictures alone. An article has
 * its pictures within the text.
 */
export function Cover({ post, children }: { post: Post; children: ReactNode }) {
  const { sensitive, contentWarning, media, article } = post;
  const [shown, setShown] = useState(false);
  const veiled = media.length > 0 && article === undefined;
  if (!contentWarning && (!sensitive || veiled)) return children;
  const warning = contentWarning || "Sensitive content";
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 rounded-control bg-sunken py-1.5 ps-3 pe-1.5">
        <Icon name="eye-off" size={18} className="text-muted" />
        <p dir="auto" className="min-w-0 flex-1 text-[0.9375rem]">
          <span className="sr-only">Content warning: </span>
          {warning}
        </p>
        <Button variant="quiet" size="sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? "Hide" : "Show"}
        </Button>
      </div>
      {shown && children}
    </>
  );
}

/** Longer texts are folded in lists: by length, not by measuring, so that nothing moves once it is drawn. */
const foldAbove = { characters: 900, lines: 14 };

function Words({ post, folded }: { post: Post; folded: boolean }) {
  const [open, setOpen] = useState(false);
  const isLong =
    folded && (codePoints(post.content) > foldAbove.characters || post.content.split("\n").length > foldAbove.lines);
  const text = <RichText html={post.contentHtml} lang={post.language ?? undefined} className="text-[1.0625rem]" />;
  if (!isLong || open) return text;
  return (
    <div>
      <div className="max-h-60 overflow-hidden mask-b-from-70%">{text}</div>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="mt-1 min-h-9 rounded-sm text-[0.9375rem] font-medium text-accent hover:underline pointer-coarse:min-h-11"
      >
        Show more
      </button>
    </div>
  );
}
