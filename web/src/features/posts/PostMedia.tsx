import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Post } from "../../../../contract/posts.ts";
import { Gallery } from "../../media/show/Gallery.tsx";
import { Veil } from "../../media/show/Veil.tsx";

interface Props {
  post: Post;
  place: "list" | "page";
}

/** A post's pictures, videos, recordings and files; behind a veil where they are sensitive. */
export function PostMedia({ post, place: kind }: Props) {
  const { id, sensitive, contentWarning, article } = post;
  const media = kind === "page" ? besideText(post) : post.media;
  const [shown, setShown] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  if (media.length === 0) return null;
  // A warning covers the words too, as do articles, and has been answered where this is rendered.
  const veiled = sensitive && !contentWarning && article === undefined && !shown;
  function show(): void {
    flushSync(() => setShown(true));
    // The button that was pressed is gone: the keyboard goes on at what it uncovered.
    place.current?.querySelector("button")?.focus({ preventScroll: true });
  }
  return (
    <div ref={place}>
      {veiled ? <Veil media={media} onShow={show} /> : <Gallery id={id} media={media} place={kind} />}
    </div>
  );
}

/** What does not stand within the text of an article. */
function besideText({ media, article }: Post): Post["media"] {
  const html = article?.bodyHtml;
  return html === undefined ? media : media.filter(({ id }) => !html.includes(`<img src="/media/${id}/`));
}
