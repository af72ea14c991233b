import { useState } from "react";

/** An address of a picture until it turns out that the browser cannot show it (HEIC, say), and what to call then. */
export function useShowable(url: string | undefined): [shown: string | undefined, onHidden: () => void] {
  const [hidden, setHidden] = useState<string | undefined>(undefined);
  return [url === hidden ? undefined : url, () => setHidden(url)];
}
