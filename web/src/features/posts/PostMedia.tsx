import { useState } from "react";
import type { Post } from "../../../../contract/posts.ts";
import { Gallery } from "../../media/show/Gallery.tsx";
import { Veil } from "../../media/show/Veil.tsx";

interface Props {
  post: Post;
  place: "list" | "page";
}

/** A post's pictures, videos, recordings and files; behind a veil where they are sensitive. */
export function PostMedia({ post, place }: Props) {
  const { id, sensitive, contentWarning, article } = post;
  const media = place === "page" ? besideText(post) : post.media;
  const [shown, setShown] = useState(false);
  if (media.length === 0) return null;
  // A warning covers the words too, as do articles, and has been answered where this is rendered.
  const veiled = sensitive && !contentWarning && article === undefined;
  if (veiled && !shown) return <Veil media={media} onShow={() => setShown(true)} />;
  return <Gallery id={id} media={media} place={place} />;
}

/** What does not stand within the text of an article. */
function besideText({ media, article }: Post): Post["media"] {
  const html = article?.bodyHtml;
  return html === undefined ? media : media.filter(({ id }) => !html.includes(`<img src="/media/${id}/`));
}
