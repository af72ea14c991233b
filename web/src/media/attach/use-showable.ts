import { useState } from "react";

/**
 * The first of these addresses of a picture that the browser can show, and what to call when it turns out that it cannot: of HEIC,
 * say, only what the server made of it.
 */
export function useShowable(...urls: (string | undefined)[]): [shown: string | undefined, onHidden: () => void] {
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const shown = urls.find((url) => url !== undefined && !hidden.includes(url));
  return [shown, () => setHidden(shown === undefined ? hidden : [...hidden, shown])];
}
