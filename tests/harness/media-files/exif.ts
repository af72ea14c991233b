/** EXIF of a camera that knows where it is. */
import { bytesOf, joined, secrets, uint16, uint32 } from "./bytes.ts";

/** EXIF (CIPA DC-008) with orientation, camera and place, as a big-endian TIFF file. */
export function gpsTiff(orientation: number): Uint8Array {
  const camera = `${secrets.camera}\0`;
  const area = `ASCII\0\0\0${secrets.place}`;
  const directory = 8;
  const gps = directory + 2 + 3 * 12 + 4;
  const data = gps + 2 + 3 * 12 + 4;
  const latitude = data + camera.length;
  const entry = (tag: number, type: number, count: number, value: Uint8Array) =>
    joined(uint16(tag), uint16(type), uint32(count), value);
  const degrees = [11, 1, 33, 1, 2304, 100].map(uint32);
  return joined(
    "MM\0*",
    uint32(directory),
    uint16(3),
    entry(0x0110, 2, camera.length, uint32(data)),
    entry(0x0112, 3, 1, joined(uint16(orientation), uint16(0))),
    entry(0x8825, 4, 1, uint32(gps)),
    uint32(0),
    uint16(3),
    entry(1, 2, 2, bytesOf("N\0\0\0")),
    entry(2, 5, 3, uint32(latitude)),
    entry(0x1c, 7, area.length, uint32(latitude + 24)),
    uint32(0),
    camera,
    ...degrees,
    area,
  );
}
