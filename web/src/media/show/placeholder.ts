/** ThumbHashes (https://evanw.github.io/thumbhash/) as pictures to show until the real one has come. */
import { useEffect, useState } from "react";
import { loadPart } from "../../lib/load-part.ts";

const drawn = new Map<string, string>();
/** Pictures of this many hashes are kept; each is a few hundred bytes to a few KiB. */
const keepAtMost = 300;

/** A data: address of what the hash (base64) describes; null where it is none. The decoder comes with the first of them. */
async function drawPlaceholder(hash: string): Promise<string | null> {
  const known = drawn.get(hash);
  if (known !== undefined) return known;
  const bytes = bytesOf(hash);
  // Shorter ones lack even the header and the colours.
  if (bytes === null || bytes.length < 5) return null;
  const { thumbHashToDataURL } = await loadPart(() => import("thumbhash"));
  const url = thumbHashToDataURL(bytes);
  for (const oldest of drawn.keys()) {
    if (drawn.size < keepAtMost) break;
    drawn.delete(oldest);
  }
  drawn.set(hash, url);
  return url;
}

/** The placeholder of a picture as an address, once it is drawn. */
export function usePlaceholder(hash: string | undefined): string | null {
  const [made, setMade] = useState<{ hash: string; url: string | null } | null>(null);
  const known = hash === undefined ? null : drawn.get(hash);
  useEffect(() => {
    if (hash === undefined || drawn.has(hash)) return;
    let wanted = true;
    void drawPlaceholder(hash).then((url) => {
      if (wanted) setMade({ hash, url });
    });
    return () => {
      wanted = false;
    };
  }, [hash]);
  return known ?? (made?.hash === hash ? (made?.url ?? null) : null);
}

/** Parts of the whole: more than this of a picture is covered, and its ground hardly shows. */
const mostlyCovered = 0.8;
const dark = 0.4;
const light = 0.85;

/**
 * What lies under a picture with holes in it so that it can be made out in both themes: paper under dark strokes, night under light
 * ones; null where either theme's own ground does. Read from the constants at the start of the hash.
 */
export function groundOf(hash: string | undefined): "bg-paper" | "bg-night" | null {
  const bytes = hash === undefined ? null : bytesOf(hash);
  if (bytes === null || bytes.length < 6) return null;
  const [first = 0, , third = 0, , , sixth = 0] = bytes;
  const hasAlpha = third >> 7 === 1;
  if (!hasAlpha || (sixth & 15) / 15 > mostlyCovered) return null;
  const luminance = (first & 63) / 63;
  return luminance < dark ? "bg-paper" : luminance > light ? "bg-night" : null;
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
