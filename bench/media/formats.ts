/** Formats of variants, and the `Accept` of a browser that gets them. */
export const formats = ["avif", "webp", "jpeg"] as const;
export type Format = (typeof formats)[number];

export const acceptOf: Record<Format, string> = {
  avif: "image/avif,image/webp,*/*;q=0.8",
  webp: "image/webp,*/*;q=0.8",
  jpeg: "image/jpeg",
};

/** Reads an address as such a browser would. Throws for anything but this format, or an SVG, which is always itself. */
export async function fetchPicture(origin: string, address: string, format: Format): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(address, origin), { headers: { Accept: acceptOf[format] } });
  const body = new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get("Content-Type") ?? "none";
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  if (type !== `image/${format}` && !type.startsWith("image/svg+xml"))
    throw new Error(`${address} is ${type}, not ${format}`);
  return body;
}
