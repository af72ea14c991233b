/** The browser asks before the page is left while something is on its way that would be lost. */
let held = 0;

const ask = (event: Event) => event.preventDefault();

/** Holds the page; answers what lets it go. */
export function holdPage(): () => void {
  held += 1;
  if (held === 1) addEventListener("beforeunload", ask);
  let released = false;
  return () => {
    if (released) return;
    released = true;
    held -= 1;
    if (held === 0) removeEventListener("beforeunload", ask);
  };
}
