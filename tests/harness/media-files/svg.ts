/** SVG pictures. */
import { bytesOf } from "./bytes.ts";

export interface SvgOptions {
  width?: number;
  height?: number;
  /** Before the root, such as a document type. */
  prolog?: string;
  /** Attributes of the root besides its namespace and size. */
  attributes?: string;
  /** Instead of a circle. */
  content?: string;
}

export function svg({ width = 64, height = 48, prolog = "", attributes = "", content }: SvgOptions = {}): Uint8Array {
  const shown = content ?? `<circle cx="${width / 2}" cy="${height / 2}" r="${height / 4}" fill="teal"/>`;
  const root = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"${attributes}>${shown}</svg>`;
  return bytesOf(`${prolog}${root}\n`);
}

/** A picture that would run something, if it were opened as a document of the site. */
export function svgWithScript(): Uint8Array {
  return svg({
    attributes: ' onload="alert(document.domain)"',
    content:
      "<script>alert(document.cookie)</script><foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
  });
}
