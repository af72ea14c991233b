/** WebP pictures. */
import { joined, secrets } from "./bytes.ts";
import { riffChunk } from "./documents.ts";
import { encoded } from "./encoded.ts";
import { gpsTiff } from "./exif.ts";

export function webp(): Uint8Array {
  return Uint8Array.from(atob(encoded.webpLossless), (character) => character.charCodeAt(0));
}

export interface WebpWithGpsOptions {
  /** Of EXIF, 1 to 8. */
  orientation?: number;
}

/** With EXIF of a place, XMP and a chunk that nobody knows. */
export function webpWithGps({ orientation = 1 }: WebpWithGpsOptions = {}): Uint8Array {
  const [exif, xmp] = [0x08, 0x04];
  const header = Uint8Array.of(exif | xmp, 0, 0, 0, 63, 0, 0, 47, 0, 0);
  const chunks = joined(
    riffChunk("VP8X", header),
    webp().subarray(12),
    riffChunk("EXIF", gpsTiff(orientation)),
    riffChunk("XMP ", secrets.place),
    riffChunk("NOTE", secrets.comment),
  );
  return riffChunk("RIFF", joined("WEBP", chunks));
}
