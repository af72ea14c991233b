/** Small signs on a post: who passed it on, who may see it, that it was edited, where it came from. */
import { Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import type { Audience, Post } from "../../../../contract/posts.ts";
import type { UserCard } from "../../../../contract/users.ts";
import { fullTime, shortCount } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useViewer } from "../auth/viewer.ts";
import { audiences } from "./audiences.ts";

const RevisionsDialog = lazyPart(() => import("./RevisionsDialog.tsx"));

/** Above a card: who brought it here. */
export function RepostLine({ person }: { person: UserCard }) {
  const isOwn = useViewer()?.id === person.id;
  return (
    <p className="mb-1 flex items-center gap-3 text-sm text-muted">
      <span className="flex w-10 shrink-0 justify-end">
        <Icon name="repost" size={16} />
      </span>
      <Link
        to="/people/$username"
        params={{ username: person.username }}
        className="min-w-0 truncate rounded-sm font-medium hover:underline"
      >
        <bdi>{isOwn ? "You" : person.displayName}</bdi> reposted
      </Link>
    </p>
  );
}

/** Who may see the post, where that is not everyone. */
export function AudienceMark({ audience }: { audience: Audience }) {
  if (audience === "public") return null;
  const { icon, label } = audiences[audience];
  return (
    <span title={label} className="inline-flex shrink-0 self-center text-muted">
      <Icon name={icon} size={16} />
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** Opens how the post was before. */
export function EditedMark({ post, editedAt }: { post: Post; editedAt: string }) {
  const [open, setOpen] = useState(false);
  const place = usePlace();
  return (
    <>
      <button
        type="button"
        title={`Edited ${fullTime(editedAt, place)}`}
        onClick={() => setOpen(true)}
        className="shrink-0 rounded-sm text-sm text-muted hover:underline"
      >
        Edited
      </button>
      {open && (
        <Suspense fallback={null}>
          <RevisionsDialog post={post} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** What an imported post had where it came from, if it had anything; never part of its own counts. */
export function SourceLine({ source }: { source: NonNullable<Post["source"]> }) {
  const place = usePlace();
  const { score, comments, name } = source;
  if (score === null && comments === null) return null;
  return (
    <p className="text-sm text-muted tabular-nums" title={`From ${name}`}>
      Imported
      {score !== null && ` · ${shortCount(score, place)} ${score === 1 ? "point" : "points"}`}
      {comments !== null && ` · ${shortCount(comments, place)} ${comments === 1 ? "comment" : "comments"} there`}
    </p>
  );
}
