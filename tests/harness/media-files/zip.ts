/** ZIP archives with entries stored as they are, and documents and programs made of such. */
import { crc32 } from "../../../workers/features/media/inspect/crc32.ts";
import { joined } from "./bytes.ts";

export type ZipEntries = Readonly<Record<string, string>>;

export function zip(entries: ZipEntries = { "notes/read me.txt": "Notes." }): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = joined(content);
    const common = joined(le16(20, 0, 0, 0, 0x21), le32(crc32(data), data.length, data.length), le16(name.length, 0));
    locals.push(joined("PK\x03\x04", common, name, data));
    directory.push(joined("PK\x01\x02", le16(20), common, le16(0, 0, 0), le32(0, offset), name));
    offset += joined(...locals.slice(-1)).length;
  }
  const list = joined(...directory);
  const count = directory.length;
  return joined(...locals, list, "PK\x05\x06", le16(0, 0, count, count), le32(list.length, offset), le16(0));
}

export function docx(): Uint8Array {
  return zip({
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": "<Relationships/>",
    "word/document.xml": "<document/>",
  });
}

export function odt(): Uint8Array {
  return zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<office/>" });
}

export function epub(): Uint8Array {
  return zip({ mimetype: "application/epub+zip", "META-INF/container.xml": "<container/>" });
}

export function apk(): Uint8Array {
  return zip({ "res/icon.txt": "icon", "AndroidManifest.xml": "manifest", "classes.dex": "code" });
}

export function jar(): Uint8Array {
  return zip({ "META-INF/MANIFEST.MF": "Main-Class: Main\n", "Main.class": "\xca\xfe\xba\xbe" });
}

function le16(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value, value >>> 8]));
}

function le32(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value, value >>> 8, value >>> 16, value >>> 24]));
}
