/** So many do the same at once. Resolves to the seconds until the last is done. */
export async function together(count: number, work: (index: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  await Promise.all(Array.from({ length: count }, (_, index) => work(index)));
  return (performance.now() - started) / 1000;
}

/** Each of `items` once, so many at once, in any order. Resolves to the seconds until the last is done. */
export function eachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<number> {
  const queue = [...items];
  return together(atOnce, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  });
}
