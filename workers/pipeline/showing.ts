/** Before whom things are shown, and what it takes to give them addresses of media. */
import type { AddressKey } from "../../r2/addresses.ts";
import type { MediaAudience } from "../../r2/media-view.ts";
import { isForEverybody, type MediaReference } from "../access/media.ts";
import type { Scope, Viewer } from "../scope.ts";

export interface Showing {
  viewer: Viewer | null;
  /** The ring that signs addresses; the first key does. */
  keys: readonly AddressKey[];
  /** Whether the site lets people read who are not signed in. */
  publicReading: boolean;
  /** Milliseconds; the same for a whole answer, so that its addresses expire together. */
  now: number;
}

export function showingOf({ viewer, config, settings }: Scope): Showing {
  return { viewer, keys: config.tokenKeys, publicReading: settings.publicReading, now: Date.now() };
}

/** Who gets the addresses of a media that these show: everybody where one opens it to everybody, else the viewer alone. */
export function audienceOf(showing: Showing, shownBy: readonly MediaReference[]): MediaAudience {
  const { viewer, keys, now } = showing;
  // Without a viewer only what is open to everybody is ever shown.
  if (viewer === null || isForEverybody(shownBy, showing)) return "everybody";
  return { reader: { kind: "person", id: viewer.id }, keys, now };
}
