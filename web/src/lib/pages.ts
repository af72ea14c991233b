/** Changing the items of endless lists in Query's cache. */
import type { InfiniteData } from "@tanstack/react-query";
import type { Page } from "../../../contract/page.ts";

/** An endless list as Query keeps it. */
export type Pages<Item> = InfiniteData<Page<Item>>;

/** Replaces items by what `change` makes of them and leaves out those for which it answers null. Answers the same list when nothing changed. */
export function mapItems<Item>(list: Pages<Item>, change: (item: Item) => Item | null): Pages<Item> {
  let changed = false;
  const pages = list.pages.map((page) => {
    const items: Item[] = [];
    let pageChanged = false;
    for (const item of page.items) {
      const next = change(item);
      if (next !== item) pageChanged = true;
      if (next !== null) items.push(next);
    }
    if (!pageChanged) return page;
    changed = true;
    return { ...page, items };
  });
  return changed ? { ...list, pages } : list;
}

/** Puts items before the first. A list that nobody has read yet stays unread. */
export function prependItems<Item>(list: Pages<Item>, items: readonly Item[]): Pages<Item> {
  const [first, ...rest] = list.pages;
  if (first === undefined || items.length === 0) return list;
  return { ...list, pages: [{ ...first, items: [...items, ...first.items] }, ...rest] };
}

export function allItems<Item>(list: Pages<Item> | undefined): Item[] {
  return list?.pages.flatMap((page) => page.items) ?? [];
}

/** A list of one page. */
export function onePage<Item>(page: Page<Item>): Pages<Item> {
  return { pages: [page], pageParams: [null] };
}
