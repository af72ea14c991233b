/** Media of messages. A room keeps the facts of each as they were when the message was sent, as JSON in its row. */
import type { Attachments } from "../../contract/conversations.ts";
import type { Media } from "../../contract/media.ts";
import { type AddressKey } from "../../r2/addresses.ts";
import { type MediaFacts, presentMedia } from "../../r2/media-view.ts";

/** The media of a row as readers get them; none for null. */
export type ShowMedia = (facts: string | null) => Media[];

/** Shows media with addresses for whoever is in a conversation. `roomId` is asked for only when it is needed. */
export function mediaShower(keys: readonly AddressKey[], roomId: () => string): ShowMedia {
  return (facts) => {
    if (facts === null) return [];
    const audience = { reader: { kind: "conversation", id: roomId() }, keys, now: Date.now() } as const;
    return read(facts).map((one) => presentMedia(one, audience));
  };
}

/** What a list says of the media of a row. */
export function attachmentsOf(facts: string): Attachments {
  const kinds = read(facts).map(({ kind }) => kind);
  const [first = null] = kinds;
  return { kind: kinds.every((kind) => kind === first) ? first : null, count: kinds.length };
}

/** What a row keeps of media; null for none. */
export function keptFacts(facts: readonly MediaFacts[]): string | null {
  return facts.length === 0 ? null : JSON.stringify(facts);
}

function read(facts: string): MediaFacts[] {
  return JSON.parse(facts) as MediaFacts[];
}
