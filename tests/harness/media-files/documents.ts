/** Documents and sound that take no encoder. */
import { bytesOf, joined } from "./bytes.ts";

/** An empty page (ISO 32000-1). */
export function pdf(): Uint8Array {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>",
  ];
  let text = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return bytesOf(text + table + trailer);
}

export interface WavOptions {
  seconds?: number;
}

/** A tone in 8-bit PCM, 8,000 samples a second. */
export function wav({ seconds = 0.5 }: WavOptions = {}): Uint8Array {
  const rate = 8000;
  const samples = Uint8Array.from({ length: Math.round(seconds * rate) }, (_, at) => 128 + 60 * Math.sin(at / 3));
  const format = new DataView(new ArrayBuffer(16));
  format.setUint16(0, 1, true);
  format.setUint16(2, 1, true);
  format.setUint32(4, rate, true);
  format.setUint32(8, rate, true);
  format.setUint16(12, 1, true);
  format.setUint16(14, 8, true);
  const body = joined("WAVE", riffChunk("fmt ", new Uint8Array(format.buffer)), riffChunk("data", samples));
  return riffChunk("RIFF", body);
}

/** A chunk as RIFF has them: WAV and WebP are made of such. */
export function riffChunk(name: string, data: Uint8Array | string): Uint8Array {
  const bytes = joined(data);
  const length = Uint8Array.of(bytes.length, bytes.length >>> 8, bytes.length >>> 16, bytes.length >>> 24);
  return joined(name, length, bytes, new Uint8Array(bytes.length % 2));
}

export function html(): Uint8Array {
  return bytesOf("<!DOCTYPE html>\n<title>Page</title>\n<script>alert(document.cookie)</script>\n");
}
