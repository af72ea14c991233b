/** A media as the API answers it, and what its owner is told while it is on its way. */
import type { Media, UploadedPart } from "../../../contract/media.ts";
import type { MediaRow } from "../../../db/schema.ts";
import { type MediaFacts, presentMedia } from "../../../r2/media-view.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import type { VisibleMedia } from "./visible.ts";

/** Where the bytes of a media go. */
export const uploadAddress = (mediaId: string): string => `/v1/media/${mediaId}/bytes`;

/** A media for its owner: with addresses signed for them, and with what has arrived while it has not all. */
export function presentOwn(
  { viewer, config }: SignedInScope,
  row: MediaRow,
  received: readonly UploadedPart[] = [],
): Media {
  const shown = presentMedia(factsOf(row), {
    reader: { kind: "person", id: viewer.id },
    keys: config.tokenKeys,
    now: Date.now(),
  });
  if (row.state !== "uploading") return shown;
  return {
    ...shown,
    upload: {
      uploadUrl: uploadAddress(row.id),
      ...(row.partSize !== null && { partSize: row.partSize }),
      received: received.map(({ part, size }) => ({ part, size })),
    },
  };
}

/** A media that somebody may see, as they see it. */
export function presentVisible({ viewer, config }: Scope, { row, everybody }: VisibleMedia): Media {
  if (everybody || viewer === null) return presentMedia(factsOf(row), "everybody");
  return presentMedia(factsOf(row), {
    reader: { kind: "person", id: viewer.id },
    keys: config.tokenKeys,
    now: Date.now(),
  });
}

/** A row has all the facts, and more that are nobody's business. */
const factsOf = (row: MediaRow): MediaFacts => row;
