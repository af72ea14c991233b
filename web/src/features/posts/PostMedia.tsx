import { useState } from "react";
import type { Post } from "../../../../contract/posts.ts";
import { Gallery } from "../../media/show/Gallery.tsx";
import { Veil } from "../../media/show/Veil.tsx";

interface Props {
  post: Post;
  /** As wide as they are shown on wide screens, in CSS pixels. */
  width: number;
  eager?: boolean;
}

/** A post's pictures, videos, recordings and files; behind a veil where they are sensitive. */
export function PostMedia({ post, width, eager = false }: Props) {
  const { id, media, sensitive, contentWarning } = post;
  const [shown, setShown] = useState(false);
  if (media.length === 0) return null;
  // A warning covers the words too, and has been answered where this is rendered.
  if (sensitive && !contentWarning && !shown) return <Veil media={media} onShow={() => setShown(true)} />;
  return <Gallery id={id} media={media} width={width} eager={eager} />;
}
