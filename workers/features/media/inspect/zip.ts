/** ZIP archives (PKWARE APPNOTE 6.3.10), and the documents and programs that are ones. Nothing is inflated. */
import { latin1, uint16, uint32, uint64 } from "./bytes.ts";
import type { Reader } from "./reader.ts";
import { cutOff, damaged, Refused } from "./refused.ts";

const endRecordBytes = 22;
const longestComment = 0xffff;
const entryBytes = 46;
const localEntryBytes = 30;
/** Names of entries that are looked at: documents and programs have theirs early. */
const maxEntries = 2_000;
/** Of a name that is looked at: none that tells of programs is longer, and all of them are held. */
const longestName = 512;

const openDocument = "application/vnd.oasis.opendocument.";
const openXml = "application/vnd.openxmlformats-officedocument.";

/** Media types by what is in archives of that type alone. */
const documents: readonly [entry: RegExp, type: string][] = [
  [/^word\/document[^/]*\.xml$/, `${openXml}wordprocessingml.document`],
  [/^xl\/workbook\.(?:xml|bin)$/, `${openXml}spreadsheetml.sheet`],
  [/^ppt\/presentation\.xml$/, `${openXml}presentationml.presentation`],
];

/** What Android, Java, iOS and Windows install or run. */
const programs =
  /^(?:AndroidManifest\.xml|base\/manifest\/AndroidManifest\.xml|classes\d*\.dex|Payload\/[^/]+\.app\/.*|AppxManifest\.xml)$/;
const javaManifest = "META-INF/MANIFEST.MF";

/** The media type of an archive. Refuses programs, and archives that break off. */
export async function zipType(reader: Reader): Promise<string> {
  const directory = await centralDirectory(reader);
  const names = await entryNames(reader, directory);
  const isJava = names.includes(javaManifest) && names.some((name) => /\.(?:class|jar)$/.test(name));
  if (isJava || names.some((name) => programs.test(name)))
    throw new Refused("type_not_accepted", "Programs, scripts and installers are not accepted.");
  return (
    (await storedType(reader)) ??
    documents.find(([entry]) => names.some((name) => entry.test(name)))?.[1] ??
    "application/zip"
  );
}

interface Directory {
  from: number;
  to: number;
}

/** The end record is the last thing in the file, but for a comment. Refuses without one. */
async function centralDirectory(reader: Reader): Promise<Directory> {
  const tail = Math.min(reader.size, endRecordBytes + longestComment);
  const bytes = await reader.bytes(reader.size - tail, tail);
  for (let at = tail - endRecordBytes; at >= 0; at--) {
    if (uint32(bytes, at, true) !== 0x06054b50 || at + endRecordBytes + uint16(bytes, at + 20, true) !== tail) continue;
    const length = uint32(bytes, at + 12, true);
    const to = reader.size - tail + at;
    // Sizes that do not fit stand in another record (ZIP64), right before; the directory is before that.
    if (length === 0xffffffff) return zip64Directory(reader, to);
    if (length > to) throw damaged("The archive's list of entries is not within it.");
    return { from: to - length, to };
  }
  throw cutOff();
}

async function zip64Directory(reader: Reader, end: number): Promise<Directory> {
  const locator = await reader.bytes(Math.max(0, end - 20), 20);
  const at = uint64(locator, 8, true);
  const record = await reader.bytes(at, 56);
  if (uint32(locator, 0, true) !== 0x07064b50 || uint32(record, 0, true) !== 0x06064b50)
    throw damaged("The archive does not say where its entries are.");
  const [length, from] = [uint64(record, 40, true), uint64(record, 48, true)];
  if (from + length > end) throw damaged("The archive's list of entries is not within it.");
  return { from, to: from + length };
}

async function entryNames(reader: Reader, { from, to }: Directory): Promise<string[]> {
  const names: string[] = [];
  for (let at = from; at + entryBytes <= to && names.length < maxEntries;) {
    const entry = await reader.bytes(at, entryBytes);
    if (uint32(entry, 0, true) !== 0x02014b50) throw damaged("The archive's list of entries is not sound.");
    const nameBytes = uint16(entry, 28, true);
    names.push(latin1(await reader.upTo(at + entryBytes, Math.min(nameBytes, longestName))));
    at += entryBytes + nameBytes + uint16(entry, 30, true) + uint16(entry, 32, true);
  }
  return names;
}

/** OpenDocument and EPUB say their type in the first entry, which is stored as it is. */
async function storedType(reader: Reader): Promise<string | null> {
  const head = await reader.upTo(0, localEntryBytes + 128);
  if (head.length < localEntryBytes || uint16(head, 8, true) !== 0) return null;
  const nameEnd = localEntryBytes + uint16(head, 26, true);
  if (latin1(head, localEntryBytes, nameEnd) !== "mimetype") return null;
  const from = nameEnd + uint16(head, 28, true);
  const type = latin1(head, from, from + uint32(head, 18, true));
  return type === "application/epub+zip" || new RegExp(`^${openDocument}[a-z-]{1,40}$`).test(type) ? type : null;
}
