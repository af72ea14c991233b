/** Pixels of JPEG and PNG files by their headers, without decoding. */

export interface PictureSize {
  width: number;
  height: number;
  /** Shows several pictures one after another. */
  animated: boolean;
}

/** Headers with large colour profiles and previews included. */
const headBytes = 512 * 1024;

/** Null where the header is not found or is not understood. */
export async function pictureSize(file: Blob): Promise<PictureSize | null> {
  const head = new DataView(await file.slice(0, headBytes).arrayBuffer());
  if (head.byteLength < 33) return null;
  if (head.getUint32(0) === 0x89504e47) return ofPng(head);
  return head.getUint16(0) === 0xffd8 ? ofJpeg(head) : null;
}

/** PNG, third edition: IHDR comes first, and acTL before the pixels makes it move. */
function ofPng(head: DataView): PictureSize {
  const size = { width: head.getUint32(16), height: head.getUint32(20) };
  for (let at = 8; at + 8 <= head.byteLength; at += 12 + head.getUint32(at)) {
    const type = head.getUint32(at + 4);
    if (type === 0x6163544c) return { ...size, animated: true };
    if (type === 0x49444154) break;
  }
  return { ...size, animated: false };
}

/** ISO/IEC 10918-1, annex B: segments of a marker and a length, up to a frame header. */
function ofJpeg(head: DataView): PictureSize | null {
  for (let at = 2; at + 9 <= head.byteLength;) {
    const marker = head.getUint16(at);
    if (marker === 0xffff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: head.getUint16(at + 5), width: head.getUint16(at + 7), animated: false };
    if (marker < 0xff00) return null;
    at += 2 + head.getUint16(at + 2);
  }
  return null;
}
