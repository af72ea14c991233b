/** Which pictures a client takes (RFC 9110, section 12.5.1). */

/** Formats that variants are made in. `plain` is JPEG, or PNG where the picture may have transparency. */
export type PictureChoice = "avif" | "webp" | "plain";

/**
 * The best format of a variant for an `Accept` field. AVIF and WebP have to be named: clients that show neither ask for any picture
 * too. What every client shows is there for those who accept nothing of this.
 */
export function choosePicture(accept: string | undefined): PictureChoice {
  const weights = parseAccept(accept ?? "");
  const named = (type: string) => weights.get(type) ?? 0;
  const plain = Math.max(
    ...["image/jpeg", "image/png"].map(
      (type) => weights.get(type) ?? weights.get("image/*") ?? weights.get("*/*") ?? 0,
    ),
  );
  const avif = named("image/avif");
  const webp = named("image/webp");
  if (avif > 0 && avif >= webp && avif >= plain) return "avif";
  return webp > 0 && webp >= plain ? "webp" : "plain";
}

/** Whether a client names WebP, the only choice for pictures that move. */
export function acceptsWebp(accept: string | undefined): boolean {
  return (parseAccept(accept ?? "").get("image/webp") ?? 0) > 0;
}

/** Media ranges in lower case with their weights, 0 to 1; malformed ones are left out, as are parameters. */
export function parseAccept(field: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const element of field.split(",")) {
    const [range = "", ...parameters] = element.split(";").map((part) => part.trim().toLowerCase());
    if (!/^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+$/.test(range)) continue;
    const weight = parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, "") ?? "1";
    if (/^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight)) weights.set(range, Number(weight));
  }
  return weights;
}
