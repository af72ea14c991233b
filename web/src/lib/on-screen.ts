/** What is in sight: one observer for everything on the page that wants to know. */

export interface Sight {
  /** Some of it is on the screen. */
  visible: boolean;
  /** At least half of it is, or it fills at least half of the screen. */
  mostly: boolean;
}
type Listener = (sight: Sight) => void;

const steps = 20;
const outOfSight: Sight = { visible: false, mostly: false };
const listeners = new Map<Element, Set<Listener>>();
let observer: IntersectionObserver | null = null;

function look(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting, intersectionRect, boundingClientRect, rootBounds } of entries) {
    const screen = rootBounds?.height ?? innerHeight;
    const mostly = isIntersecting && intersectionRect.height >= Math.min(boundingClientRect.height, screen) / 2;
    listeners.get(target)?.forEach((listener) => listener({ visible: isIntersecting, mostly }));
  }
}

/** Tells now and whenever it changes how much of an element is in sight. The answered function stops it, as out of sight. */
export function watchSight(element: Element, listener: Listener): () => void {
  // Absent where pages are rendered without a screen.
  if (typeof IntersectionObserver === "undefined") return () => undefined;
  observer ??= new IntersectionObserver(look, { threshold: Array.from({ length: steps + 1 }, (_, n) => n / steps) });
  const set = listeners.get(element) ?? new Set();
  listeners.set(element, set.add(listener));
  // An observer tells of an element when it begins to observe it, so that every listener hears how it stands.
  observer.unobserve(element);
  observer.observe(element);
  return () => {
    set.delete(listener);
    listener(outOfSight);
    if (set.size > 0) return;
    listeners.delete(element);
    observer?.unobserve(element);
  };
}
