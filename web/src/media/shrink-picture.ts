/** Makes giant pictures smaller before they are sent: phones take more pixels than any screen shows. */
import type { PictureSize } from "./picture-size.ts";

export const longestSide = 4096;
const jpegQuality = 0.9;

/** The picture within 4096 × 4096, in the same format, or as it is where that saves nothing or the browser cannot. */
export async function shrinkPicture(file: File, { width, height }: PictureSize): Promise<File> {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  // The bitmap comes out turned as the camera says, while the sizes of the header are those before; the scale is the same.
  const full = await bitmapOf(file);
  if (full === null) return file;
  try {
    const canvas = new OffscreenCanvas(Math.round(full.width * scale), Math.round(full.height * scale));
    const context = canvas.getContext("2d");
    if (context === null) return file;
    context.imageSmoothingQuality = "high";
    context.drawImage(full, 0, 0, canvas.width, canvas.height);
    const small = await canvas.convertToBlob({ type: file.type, quality: jpegQuality });
    return small.type === file.type && small.size < file.size
      ? new File([small], file.name, { type: file.type })
      : file;
  } finally {
    full.close();
  }
}

async function bitmapOf(file: File): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file);
  } catch (error) {
    // Not decodable here; whether it is damaged is for the server to say.
    if (error instanceof DOMException) return null;
    throw error;
  }
}
