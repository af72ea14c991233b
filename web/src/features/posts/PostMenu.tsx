/** What else can be done with a post: one's own is edited and deleted, another's muted, blocked and reported. */
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import type { Post } from "../../../../contract/posts.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { useViewer } from "../auth/viewer.ts";
import { BlockDialog } from "../people/BlockDialog.tsx";
import { useRelate } from "../people/use-relate.ts";
import { copyAddress, postAddress } from "./share.ts";
import { DeletePostDialog } from "./DeletePostDialog.tsx";

const ReportDialog = lazyPart(() => import("../reports/ReportDialog.tsx"));

interface Props {
  post: Post;
  className?: string;
  /** Called after the post is gone: a page that shows it alone has to leave. */
  onGone?: () => void;
}

export function PostMenu({ post, className, onGone }: Props) {
  const viewer = useViewer();
  const navigate = useNavigate();
  const { relate } = useRelate(post.author);
  const [dialog, setDialog] = useState<"delete" | "block" | "report" | null>(null);
  const close = () => setDialog(null);
  const { author, id } = post;

  const items: MenuItem[] = [{ label: "Copy link", icon: "link", onSelect: () => void copyAddress(postAddress(id)) }];
  if (viewer?.id === author.id) {
    items.push(
      {
        label: "Edit",
        icon: "edit",
        onSelect: () => void navigate({ to: "/posts/$postId/edit", params: { postId: id } }),
      },
      { label: "Delete", icon: "trash", danger: true, separate: true, onSelect: () => setDialog("delete") },
    );
  } else if (viewer !== null) {
    items.push(
      {
        label: `Mute @${author.username}`,
        icon: "mute",
        separate: true,
        onSelect: () => relate({ kind: "mute", on: true }),
      },
      { label: `Block @${author.username}`, icon: "ban", onSelect: () => setDialog("block") },
      { label: "Report", icon: "flag", danger: true, onSelect: () => setDialog("report") },
    );
  }

  return (
    <>
      <Menu
        label={`More about this post by ${author.displayName}`}
        items={items}
        renderTrigger={(attributes) => (
          <IconButton
            {...attributes}
            icon="more"
            label="More"
            tip="none"
            {...(className !== undefined && { className })}
          />
        )}
      />
      {dialog === "delete" && <DeletePostDialog post={post} onClose={close} {...(onGone && { onGone })} />}
      {dialog === "block" && <BlockDialog person={author} onClose={close} {...(onGone && { onBlocked: onGone })} />}
      {dialog === "report" && (
        <Suspense fallback={null}>
          <ReportDialog target={{ type: "post", id }} what="this post" person={author} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
