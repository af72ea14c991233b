import { createContext, use } from "react";
import type { CommentSort } from "../../../../contract/comments.ts";
import type { Post } from "../../../../contract/posts.ts";

/** What every comment of a tree needs to know of where it stands. */
interface Tree {
  post: Post;
  sort: CommentSort;
  /** The comment that the address names. */
  highlighted?: string;
}

export const TreeContext = createContext<Tree | null>(null);

export function useTree(): Tree {
  const tree = use(TreeContext);
  if (tree === null) throw new Error("A comment was rendered outside of a tree.");
  return tree;
}
