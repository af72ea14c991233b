/** Formats of variants, and the `Accept` of a browser that gets them. `plain` is for browsers that take neither: JPEG, or PNG of a PNG. */
export const formats = ["avif", "webp", "plain"] as const;
export type Format = (typeof formats)[number];

const browsers: Record<Format, { accept: string; types: readonly string[] }> = {
  // Who takes WebP, too, gets that until the AVIF is made: here the making is waited for.
  avif: { accept: "image/avif", types: ["image/avif"] },
  webp: { accept: "image/webp,*/*;q=0.8", types: ["image/webp"] },
  plain: { accept: "image/jpeg,image/png", types: ["image/jpeg", "image/png"] },
};
/** What every browser takes, and gets as it is. */
const drawing = "image/svg+xml";

/** Reads an address as such a browser would. Throws for anything but this format, or an SVG. */
export async function fetchPicture(origin: string, address: string, format: Format): Promise<Uint8Array<ArrayBuffer>> {
  const { accept, types } = browsers[format];
  const response = await fetch(new URL(address, origin), { headers: { Accept: accept } });
  const body = new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get("Content-Type") ?? "none";
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  if (!types.includes(type) && !type.startsWith(drawing)) throw new Error(`${address} is ${type}, not ${format}`);
  return body;
}
