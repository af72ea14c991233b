/** Cutting an area out of a picture, in the browser. */

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The picture could not be opened or drawn; the message is for people. */
export class CannotCut extends Error {
  override readonly name = "CannotCut";
}

/** How large (pixels) an area becomes: as it is, but no wider than `maxWidth`. */
export function sizeOfCut({ width, height }: Pick<Area, "width" | "height">, maxWidth: number) {
  const scale = Math.min(1, maxWidth / width);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** What a cut is kept as: photos stay JPEG; everything else may be transparent. */
export function typeOfCut(type: string): "image/jpeg" | "image/png" | "image/webp" {
  if (type === "image/jpeg") return "image/jpeg";
  return type === "image/webp" ? "image/webp" : "image/png";
}

/** Draws the area of a picture that is loaded, turned as it is shown, as a file. Errors: `CannotCut`. */
export async function cutOut(image: HTMLImageElement, area: Area, type: string, maxWidth: number): Promise<File> {
  const { width, height } = sizeOfCut(area, maxWidth);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new CannotCut("This browser cannot draw pictures of this size.");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, area.x, area.y, area.width, area.height, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, typeOfCut(type), 0.9));
  if (blob === null) throw new CannotCut("This browser cannot draw pictures of this size.");
  // Browsers that cannot write a type write PNG instead, and say so.
  return new File([blob], `picture.${blob.type.split("/")[1] ?? "png"}`, { type: blob.type });
}
