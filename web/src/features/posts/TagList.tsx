import { Link } from "@tanstack/react-router";
import type { Post } from "../../../../contract/posts.ts";

/** Tags of a post that its words do not show already: those of an article's text, and those that an import added. */
export function TagList({ post }: { post: Post }) {
  const tags = post.tags.filter((tag) => !post.contentHtml.includes(`href="/tags/${encodeURIComponent(tag)}"`));
  if (tags.length === 0) return null;
  return (
    <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <li key={tag}>
          <Link
            to="/tags/$tag"
            params={{ tag }}
            className="inline-flex min-h-7 items-center rounded-full bg-sunken px-2.5 text-sm text-muted transition-colors hover:text-text pointer-coarse:min-h-9"
          >
            #{tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}
