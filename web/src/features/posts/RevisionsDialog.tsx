/** How a post was before its edits, the newest first. */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Post, PostRevision } from "../../../../contract/posts.ts";
import { RelativeTime } from "../../ui/counts.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { InfiniteList } from "../../ui/InfiniteList.tsx";
import { RichText } from "../../ui/RichText.tsx";
import { Skeleton } from "../../ui/skeletons.tsx";
import { revisionsQuery } from "./queries.ts";

export default function RevisionsDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const query = useInfiniteQuery(revisionsQuery(post.id));
  return (
    <Dialog title="Edits" wide onClose={onClose}>
      <div>
        <Version at={post.editedAt ?? post.createdAt} label="As it is now">
          {post.article !== undefined && <p className="title text-lg">{post.article.title}</p>}
          <RichText html={post.contentHtml} lang={post.language ?? undefined} />
        </Version>
        <InfiniteList
          label="Former versions"
          query={query}
          idOf={(revision) => String(revision.version)}
          skeleton={<RevisionSkeleton />}
          empty={<p className="py-4 text-muted">No former version is kept.</p>}
        >
          {(revision) => <Former revision={revision} lang={post.language} />}
        </InfiniteList>
      </div>
    </Dialog>
  );
}

function Former({ revision, lang }: { revision: PostRevision; lang: string | null }) {
  const { article } = revision;
  return (
    <Version
      at={revision.createdAt}
      label={revision.version === 1 ? "As it was written" : `Version ${revision.version}`}
    >
      {article !== undefined && <p className="title text-lg">{article.title}</p>}
      <RichText html={revision.contentHtml} lang={lang ?? undefined} />
      {article !== undefined && (
        <details className="text-[0.9375rem]">
          <summary className="min-h-9 font-medium text-accent">Text of the article</summary>
          <p dir="auto" className="mt-2 font-serif whitespace-pre-wrap">
            {article.body}
          </p>
        </details>
      )}
    </Version>
  );
}

function Version({ at, label, children }: { at: string; label: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-2 border-t border-line py-4 first:border-0 first:pt-0">
      <h3 className="flex justify-between gap-4 text-sm text-muted">
        <span className="font-medium">{label}</span>
        <RelativeTime at={at} long />
      </h3>
      {children}
    </section>
  );
}

function RevisionSkeleton() {
  return (
    <div className="grid gap-2 border-t border-line py-4">
      <Skeleton className="h-3.5 w-32" />
      <Skeleton className="h-3.5 w-full" />
      <Skeleton className="h-3.5 w-2/3" />
    </div>
  );
}
