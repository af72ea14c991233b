/** Order of the top boxes of an MP4 file (ISO/IEC 14496-12, section 4.2). */

/** A header: 4 bytes of size, 4 of type, 8 more of size where the first is 1. */
const headerBytes = 16;
const mostBoxes = 64;

/** Whether `moov` comes before `mdat`, so that a player can begin with the first bytes. */
export async function isFastStart(file: Blob): Promise<boolean> {
  let at = 0;
  for (let seen = 0; seen < mostBoxes && at + 8 <= file.size; seen++) {
    const header = new DataView(await file.slice(at, at + headerBytes).arrayBuffer());
    const type = header.getUint32(4);
    if (type === fourCc("moov")) return true;
    if (type === fourCc("mdat")) return false;
    const size = header.getUint32(0);
    if (size === 0) return false;
    const whole = size === 1 && header.byteLength === headerBytes ? Number(header.getBigUint64(8)) : size;
    if (whole < 8) return false;
    at += whole;
  }
  return false;
}

function fourCc(name: string): number {
  return Array.from(name).reduce((code, character) => code * 256 + (character.codePointAt(0) ?? 0), 0);
}
