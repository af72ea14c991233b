import type { Post } from "../../../../contract/posts.ts";
import { toast } from "../../ui/toast.ts";

export function postAddress(postId: string): string {
  return new URL(`/posts/${postId}`, location.origin).href;
}

/** Opens what the device shares with, or copies the address where there is nothing such. */
export async function sharePost(post: Post): Promise<void> {
  const url = postAddress(post.id);
  if (typeof navigator.share !== "function") return copyAddress(url);
  try {
    await navigator.share({ url, title: post.article?.title ?? `Post by ${post.author.displayName}` });
  } catch (error) {
    // Closing the sheet without choosing is no failure.
    if (!(error instanceof DOMException)) throw error;
    if (error.name !== "AbortError") await copyAddress(url);
  }
}

/** Copies an address and says so; where copying is not allowed, the address itself is said. */
export async function copyAddress(url: string): Promise<void> {
  // Absent where the page is not served securely.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    await clipboard?.writeText(url);
    toast(clipboard === undefined ? url : "Link copied.");
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    toast(url);
  }
}
