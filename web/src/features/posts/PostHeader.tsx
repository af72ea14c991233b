import { Link } from "@tanstack/react-router";
import type { Post } from "../../../../contract/posts.ts";
import { RelativeTime } from "../../ui/counts.tsx";
import { UserName } from "../../ui/people.tsx";
import { AudienceMark, EditedMark } from "./PostMarks.tsx";
import { PostMenu } from "./PostMenu.tsx";

/** Name, username and time in one line, with what is particular about the post, and its menu. */
export function PostHeader({ post, pending = false }: { post: Post; pending?: boolean }) {
  const { author } = post;
  return (
    <div className="@container flex min-h-6 items-start gap-1">
      <div className="flex min-w-0 flex-1 items-baseline gap-x-1.5 text-[0.9375rem] leading-6 @max-[10em]:flex-wrap">
        <Link
          to="/people/$username"
          params={{ username: author.username }}
          className="min-w-0 rounded-sm decoration-1 underline-offset-2 hover:underline"
        >
          <UserName person={author} />
        </Link>
        <span aria-hidden="true" className="text-muted">
          ·
        </span>
        {pending ? (
          <span className="text-muted">now</span>
        ) : (
          <Link
            to="/posts/$postId"
            params={{ postId: post.id }}
            data-action="open"
            className="shrink-0 rounded-sm text-muted decoration-1 underline-offset-2 hover:underline"
          >
            <RelativeTime at={post.createdAt} />
          </Link>
        )}
        <AudienceMark audience={post.audience} />
        {post.editedAt !== null && <EditedMark post={post} editedAt={post.editedAt} />}
      </div>
      {!pending && <PostMenu post={post} className="-my-1.5 -me-2 pointer-coarse:-my-2.5" />}
    </div>
  );
}
