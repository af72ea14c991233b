/** Orientation in EXIF metadata (CIPA DC-008, a TIFF file of its own): all that is read of it, and all that is kept. */
import { fromLatin1, startsWith, uint16, uint32 } from "./bytes.ts";
import type { Size } from "./picture-limits.ts";

const orientationTag = 0x0112;
const shortType = 3;
const maxEntries = 1_000;

/** 1 to 8; 1 when nothing sensible is said. `exif` begins with a TIFF header, or with `Exif\0\0` before it. */
export function orientationOf(exif: Uint8Array): number {
  const tiff = startsWith(exif, "Exif\0\0") ? exif.subarray(6) : exif;
  const littleEndian = startsWith(tiff, "II*\0");
  if (tiff.length < 8 || !(littleEndian || startsWith(tiff, "MM\0*"))) return 1;
  const directory = uint32(tiff, 4, littleEndian);
  if (directory + 2 > tiff.length) return 1;
  const entries = Math.min(uint16(tiff, directory, littleEndian), maxEntries);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return 1;
    if (uint16(tiff, at, littleEndian) !== orientationTag) continue;
    if (uint16(tiff, at + 2, littleEndian) !== shortType || uint32(tiff, at + 4, littleEndian) !== 1) return 1;
    const orientation = uint16(tiff, at + 8, littleEndian);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}

/** A TIFF file that says the orientation alone. */
export function orientationTiff(orientation: number): Uint8Array {
  return fromLatin1(`MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`);
}

/** Orientations from 5 on lay the picture on its side. */
export function turned({ width, height }: Size, orientation: number): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
