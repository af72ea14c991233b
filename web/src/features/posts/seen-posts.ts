/** The keeper of this tab of which posts were seen. */
import { ApiError } from "../../api/error.ts";
import { postsApi } from "../../api/posts.ts";
import { SeenPosts } from "./seen.ts";

async function tell(ids: string[], leaving: boolean): Promise<void> {
  try {
    await postsApi.seen(ids, leaving);
  } catch (error) {
    // A view that could not be told is not worth a word to anybody; anything but a refusal is a fault of ours.
    if (!(error instanceof ApiError)) throw error;
  }
}

function make(): SeenPosts {
  const seen = new SeenPosts((ids, leaving) => void tell(ids, leaving));
  if (typeof document === "undefined") return seen;
  document.addEventListener("visibilitychange", () => seen.awake(document.visibilityState === "visible"));
  addEventListener("pagehide", () => seen.flush(true));
  return seen;
}

export const seenPosts = make();
