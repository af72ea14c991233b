/** Hashtags and how much they are used. */
import type { z } from "zod";
import type { tagList } from "../../../contract/posts.ts";
import { http } from "./http.ts";

export const tagsApi = {
  /** Tags that begin with `q`, the most used first; the most used of all where it is empty. */
  autocomplete: (q: string, limit?: number, signal?: AbortSignal) =>
    http.get<z.infer<typeof tagList>>("/tags/autocomplete", { query: { q, limit }, signal }),
};
