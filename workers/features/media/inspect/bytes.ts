/** Numbers and names within bytes. */

export function uint16(bytes: Uint8Array, at: number, littleEndian = false): number {
  return view(bytes).getUint16(at, littleEndian);
}

export function uint24(bytes: Uint8Array, at: number, littleEndian = false): number {
  return littleEndian
    ? view(bytes).getUint16(at, true) + view(bytes).getUint8(at + 2) * 0x10000
    : view(bytes).getUint8(at) * 0x10000 + view(bytes).getUint16(at + 1);
}

export function uint32(bytes: Uint8Array, at: number, littleEndian = false): number {
  return view(bytes).getUint32(at, littleEndian);
}

/** Beyond 2⁵³ the number is no longer exact, which is larger than any file. */
export function uint64(bytes: Uint8Array, at: number, littleEndian = false): number {
  return Number(view(bytes).getBigUint64(at, littleEndian));
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Each byte as the character of its number (Latin-1), so that names of formats can be compared. */
export function latin1(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let name = "";
  for (const byte of bytes.subarray(from, to)) name += String.fromCharCode(byte);
  return name;
}

/** The other way round; characters beyond Latin-1 are cut down. */
export function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Whether these bytes stand at `at`. */
export function startsWith(bytes: Uint8Array, name: string, at = 0): boolean {
  return latin1(bytes, at, at + name.length) === name;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
