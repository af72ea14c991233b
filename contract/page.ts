/** The one way to page: `?limit=&cursor=` in, `{ items, nextCursor }` out. */
import { z } from "zod";

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(400).optional(),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** A page of `item`; `nextCursor` is opaque and null at the end. A page may hold fewer than `limit` items and still go on. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
