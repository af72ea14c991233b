/** A media as the contract shows it. Pure; for the Worker's lists and for rooms alike. */
import type { Media, MediaKind, MediaState, RefusalReason, Variant } from "../contract/media.ts";
import { addressOf, type AddressKey, publicAddress, type Reader, signedQuery } from "./addresses.ts";

/** What showing a media needs: columns of its row, and what a room keeps with a message. */
export interface MediaFacts {
  id: string;
  state: MediaState;
  reason: RefusalReason | null;
  detail: string | null;
  kind: MediaKind;
  type: string;
  size: number;
  filename: string;
  alt: string;
  width: number | null;
  height: number | null;
  duration: number | null;
  placeholder: string | null;
  hasPoster: boolean;
  captions: readonly string[];
  epoch: number;
}

/** Who gets the addresses: everybody, or a reader, with the keys to sign for them. */
export type MediaAudience = "everybody" | { reader: Reader; keys: readonly AddressKey[]; now: number };

const pictureVariants: readonly Variant[] = ["avatar", "thumb", "feed", "full"];

/** Which variants a media has. An SVG is its own variant of every kind. */
export function variantsOf(facts: Pick<MediaFacts, "kind" | "hasPoster">): readonly Variant[] {
  if (facts.kind === "image") return pictureVariants;
  return facts.kind === "video" && facts.hasPoster ? ["poster", "thumb"] : [];
}

export function presentMedia(facts: MediaFacts, audience: MediaAudience): Media {
  const { id, epoch } = facts;
  const query = audience === "everybody" ? null : signedQuery(audience.keys, id, epoch, audience.reader, audience.now);
  const address = (what: string | null) =>
    query === null ? publicAddress(id, epoch, what) : addressOf(id, what, query);
  const { reason, detail, width, height, duration, placeholder } = facts;
  return {
    id,
    state: facts.state,
    ...(reason !== null && { reason }),
    ...(detail !== null && { detail }),
    kind: facts.kind,
    type: facts.type,
    size: facts.size,
    ...(width !== null && { width }),
    ...(height !== null && { height }),
    ...(duration !== null && { duration }),
    ...(placeholder !== null && { placeholder }),
    alt: facts.alt,
    filename: facts.filename,
    ...(facts.captions.length > 0 && {
      captions: facts.captions.map((language) => ({ language, url: address(`captions/${language}`) })),
    }),
    urls: {
      original: address(null),
      ...Object.fromEntries(variantsOf(facts).map((variant) => [variant, address(variant)])),
    },
  };
}
