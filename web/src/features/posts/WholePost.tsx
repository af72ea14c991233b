import { Link } from "@tanstack/react-router";
import type { Post } from "../../../../contract/posts.ts";
import { cx } from "../../lib/cx.ts";
import { fullTime } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Avatar, UserName } from "../../ui/people.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { Skeleton } from "../../ui/skeletons.tsx";
import { ArticleCover, readingTime } from "./ArticleCard.tsx";
import { LinkCard } from "./LinkCard.tsx";
import { PostActions } from "./PostActions.tsx";
import { Cover } from "./PostBody.tsx";
import { PostMedia } from "./PostMedia.tsx";
import { AudienceMark, EditedMark, SourceLine } from "./PostMarks.tsx";
import { PostMenu } from "./PostMenu.tsx";
import { PeopleHere, Views } from "./PostAudience.tsx";
import { TagList } from "./TagList.tsx";
import { useLivePost } from "./use-live-post.ts";

/** The post on its own page; an article is set for long reading. */
export function WholePost({ post, onGone }: { post: Post; onGone: () => void }) {
  const { author, article, link } = post;
  const place = usePlace();
  const element = useLivePost<HTMLElement>(post.id);
  return (
    <article
      ref={element}
      aria-label={`Post by ${author.displayName}`}
      className="border-b border-line px-4 pt-4 pb-1 md:px-5"
    >
      <div className="flex items-center gap-3">
        <Link
          to="/people/$username"
          params={{ username: author.username }}
          className="flex min-h-12 min-w-0 flex-1 items-center gap-3 rounded-control"
        >
          <Avatar person={author} size={48} />
          <UserName person={author} stacked />
        </Link>
        <PostMenu post={post} onGone={onGone} className="-me-2" />
      </div>
      <div className="mt-3 grid gap-4">
        <Cover post={post}>
          {article?.cover !== undefined && (
            <ArticleCover cover={article.cover} className="-mx-4 md:mx-0 md:rounded-card" />
          )}
          {article !== undefined && <ArticleTitle article={article} lang={post.language} />}
          {post.contentHtml !== "" && (
            <RichText
              html={post.contentHtml}
              lang={post.language ?? undefined}
              className={cx("text-lg", article !== undefined && "text-muted")}
            />
          )}
          {article !== undefined && <ArticleText article={article} lang={post.language} />}
          <PostMedia post={post} place="page" />
          {link !== undefined && <LinkCard link={link} />}
        </Cover>
        <TagList post={post} />
        {post.source !== undefined && <SourceLine source={post.source} />}
      </div>
      <p className="mt-4 flex flex-wrap items-center gap-x-1.5 border-b border-line pb-3 text-[0.9375rem] text-muted">
        <time dateTime={post.createdAt}>{fullTime(post.createdAt, place)}</time>
        <AudienceMark audience={post.audience} />
        {post.editedAt !== null && (
          <>
            <span aria-hidden="true">·</span>
            <EditedMark post={post} editedAt={post.editedAt} />
          </>
        )}
        <Views count={post.counts.views} />
        <PeopleHere postId={post.id} />
      </p>
      <PostActions post={post} />
    </article>
  );
}

type Article = NonNullable<Post["article"]>;

function ArticleTitle({ article, lang }: { article: Article; lang: string | null }) {
  return (
    <div className="mt-2 grid gap-2">
      <h2 dir="auto" lang={lang ?? undefined} className="title text-3xl">
        {article.title}
      </h2>
      <p className="flex items-center gap-1.5 text-sm text-muted">
        <Icon name="article" size={16} />
        {readingTime(article.words)}
      </p>
    </div>
  );
}

function ArticleText({ article, lang }: { article: Article; lang: string | null }) {
  if (article.bodyHtml === undefined) return <ArticleSkeleton />;
  return <RichText article html={article.bodyHtml} lang={lang ?? undefined} className="mt-2 pb-2" />;
}

/** The title is known from the list; the text comes in a moment. */
function ArticleSkeleton() {
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">Loading the article</span>
      {["w-full", "w-11/12", "w-full", "w-4/5", "w-full", "w-3/5"].map((width, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- the bars never move
        <Skeleton key={n} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
