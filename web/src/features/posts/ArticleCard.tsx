import { Link } from "@tanstack/react-router";
import type { Media } from "../../../../contract/media.ts";
import type { Post } from "../../../../contract/posts.ts";
import { cx } from "../../lib/cx.ts";
import { Picture } from "../../media/show/Picture.tsx";
import { Icon } from "../../ui/Icon.tsx";

type Article = NonNullable<Post["article"]>;

/** An article in a list: title, beginning, and how long it takes to read. */
export function ArticleCard({ postId, article, lang }: { postId: string; article: Article; lang: string | null }) {
  return (
    <Link
      to="/posts/$postId"
      params={{ postId }}
      className="group grid grid-cols-[minmax(0,1fr)] overflow-hidden rounded-card border border-line bg-surface transition-colors hover:border-edge"
    >
      {article.cover !== undefined && <ArticleCover cover={article.cover} alt="" />}
      <span className="grid grid-cols-[minmax(0,1fr)] gap-1.5 px-4 py-3.5">
        <span dir="auto" lang={lang ?? undefined} className="title text-xl text-balance group-hover:underline">
          {article.title}
        </span>
        {article.excerpt !== "" && (
          <span dir="auto" lang={lang ?? undefined} className="line-clamp-3 font-serif text-base text-muted">
            {article.excerpt}
          </span>
        )}
        <span className="flex items-center gap-1.5 text-sm text-muted">
          <Icon name="article" size={16} />
          {readingTime(article.words)}
        </span>
      </span>
    </Link>
  );
}

/** The wide picture on top of an article. */
export function ArticleCover({ cover, alt, className }: { cover: Media; alt?: string; className?: string }) {
  return (
    <span className={cx("block aspect-[2/1] overflow-hidden", className)}>
      <Picture media={cover} sizes="(width < 44rem) 100vw, 640px" {...(alt !== undefined && { alt })} />
    </span>
  );
}

/** Words that a grown-up reads in a minute (Brysbaert 2019: 238 in English). */
const wordsPerMinute = 238;

/** `6 min read`. */
export function readingTime(words: number): string {
  return `${Math.max(1, Math.round(words / wordsPerMinute))} min read`;
}
