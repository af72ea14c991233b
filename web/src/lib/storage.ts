/** Small things that this device remembers. Nothing secret goes here. */

/** Writes to this device's storage; where storage is closed (private windows) the value simply does not outlive the page. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Reads what `remember` wrote; null where nothing is or storage is closed. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Names that begin with `prefix` among what is remembered, in no order. */
export function remembered(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}
