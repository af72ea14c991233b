/** Downloads: what they are more exactly, and whether they are whole, as far as their ends tell. */
import { latin1, startsWith, uint16, uint32, uint64 } from "./bytes.ts";
import type { Reader } from "./reader.ts";
import { cutOff, damaged, Refused } from "./refused.ts";
import { checkText } from "./text.ts";
import { zipType } from "./zip.ts";

/** The media type that a download is kept with. */
export async function walkDocument(reader: Reader, type: string): Promise<string> {
  if (type === "application/zip") return zipType(reader);
  if (type === "application/x-cfb") return compoundType(reader);
  if (type === "text/plain") await checkText(reader);
  else if (type === "application/pdf") await checkPdf(reader);
  else if (type === "application/x-7z-compressed") await checkSevenZip(reader);
  return type;
}

/** Some programs write more after the end; they do not write much. */
const pdfTailBytes = 64 * 1024;

/** ISO 32000-1, 7.5.5. */
async function checkPdf(reader: Reader): Promise<void> {
  const tail = Math.min(reader.size, pdfTailBytes);
  if (!latin1(await reader.bytes(reader.size - tail, tail)).includes("%%EOF")) throw cutOff();
}

/** The header says where the list of entries is, at the end. */
async function checkSevenZip(reader: Reader): Promise<void> {
  const header = await reader.bytes(0, 32);
  if (32 + uint64(header, 12, true) + uint64(header, 20, true) > reader.size) throw cutOff();
}

/** Classes of the root of compound files (MS-CFB 2.6.1), as the first four bytes of their identifiers. */
const compoundClasses: Record<string, string> = {
  "00020900": "application/msword",
  "00020906": "application/msword",
  "00020810": "application/vnd.ms-excel",
  "00020820": "application/vnd.ms-excel",
  "64818d10": "application/vnd.ms-powerpoint",
};
/** Packages of Windows Installer, patches and transforms of such. */
const installerClasses = new Set(["000c1082", "000c1084", "000c1086"]);

/** Documents of old Office versions; installers are the same container. */
async function compoundType(reader: Reader): Promise<string> {
  const header = await reader.bytes(0, 512);
  const shift = uint16(header, 30, true);
  if (shift !== 9 && shift !== 12) throw damaged("The document's header contradicts itself.");
  const directory = (uint32(header, 48, true) + 1) * 2 ** shift;
  const root = await reader.bytes(directory, 128);
  if (!startsWith(root, "R\0o\0o\0t\0")) throw damaged("The document does not say what is in it.");
  const kind = uint32(root, 80, true).toString(16).padStart(8, "0");
  if (installerClasses.has(kind))
    throw new Refused("type_not_accepted", "Programs, scripts and installers are not accepted.");
  return compoundClasses[kind] ?? "application/x-cfb";
}
