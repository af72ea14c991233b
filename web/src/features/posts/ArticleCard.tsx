import { Link } from "@tanstack/react-router";
import type { Post } from "../../../../contract/posts.ts";
import { Icon } from "../../ui/Icon.tsx";

type Article = NonNullable<Post["article"]>;

/** An article in a list: title, beginning, and how long it takes to read. */
export function ArticleCard({ postId, article, lang }: { postId: string; article: Article; lang: string | null }) {
  return (
    <Link
      to="/posts/$postId"
      params={{ postId }}
      className="group grid gap-1.5 rounded-card border border-line bg-surface px-4 py-3.5 transition-colors hover:border-edge"
    >
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
    </Link>
  );
}

/** Words that a grown-up reads in a minute (Brysbaert 2019: 238 in English). */
const wordsPerMinute = 238;

/** `6 min read`. */
export function readingTime(words: number): string {
  return `${Math.max(1, Math.round(words / wordsPerMinute))} min read`;
}
